#!/usr/bin/env python3
"""Holds the service to its description, and the description to OpenAPI 3.1:

    openapi.py structure DOCUMENT          the document's own form, its schemas and its examples
    openapi.py routes DOCUMENT ROUTE_C     its paths and the service's table of addresses are the same
    openapi.py ask DOCUMENT BASE           asks a running service for everything that is described, well and ill
    openapi.py held DOCUMENT FOLDER        answers that other tests got (tap.inc, keep_answers)

Prints each fault in a line; status 1 where there is any."""
import http.client
import json
import pathlib
import re
import sys
import urllib.parse
import warnings

import jsonschema

warnings.filterwarnings("ignore", category=DeprecationWarning)  # newer jsonschema about RefResolver, which Debian 12's needs

SCHEMA_ADDRESS = "/api/v1/plan.schema.json"
# Fixed fields by object (OpenAPI 3.1.0, section 4.8), those required first.
FIELDS = {
    "document": ("openapi info", "paths components servers tags security externalDocs jsonSchemaDialect webhooks"),
    "info": ("title version", "summary description termsOfService contact license"),
    "tag": ("name", "description externalDocs"),
    "operation": ("responses", "operationId tags summary description parameters deprecated requestBody security"),
    "parameter": ("name in", "description required deprecated schema example examples style explode"),
    "header": ("", "description required deprecated schema example examples"),
    "response": ("description", "headers content links"),
    "media": ("", "schema example examples"),
}
faults = []


def fault(text):
    if text not in faults:
        faults.append(text)


class Document:
    def __init__(self, path):
        self.tree = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
        schema = json.loads((pathlib.Path(__file__).parents[2] / "docs/plan.schema.json").read_text(encoding="utf-8"))
        del schema["$id"]  # a urn, against which jsonschema cannot resolve "#/$defs/..."
        store = {"http://service" + SCHEMA_ADDRESS: schema}
        self.resolver = jsonschema.RefResolver("http://service/api/v1/openapi.json", self.tree, store)

    def lookup(self, item):
        """What a reference object stands for."""
        return self.resolver.resolve(item["$ref"])[1] if "$ref" in item else item

    def validate(self, value, schema, where):
        validator = jsonschema.Draft202012Validator(schema, resolver=self.resolver)
        for error in validator.iter_errors(value):
            fault(f"{where}: /{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}")

    def operations(self):
        for path, item in self.tree["paths"].items():
            yield path, item["get"]

    def parameters(self, operation):
        return [self.lookup(parameter) for parameter in operation.get("parameters", [])]


# ---- The document itself ----

def check_fields(value, kind, where):
    required, optional = (set(fields.split()) for fields in FIELDS[kind])
    for name in required - set(value):
        fault(f"{where}: lacks {name}")
    for name in set(value) - required - optional:
        fault(f"{where}: {name} is no field of it")


def check_media(document, content, where):
    for media_type, media in content.items():
        check_fields(media, "media", f"{where} {media_type}")
        jsonschema.Draft202012Validator.check_schema(media["schema"])
        if "example" in media:
            document.validate(media["example"], media["schema"], f"{where} {media_type}: its example")


def check_response(document, response, where):
    check_fields(response, "response", where)
    check_media(document, response.get("content", {}), where)
    for name, header in response.get("headers", {}).items():
        check_fields(document.lookup(header), "header", f"{where} {name}")
        jsonschema.Draft202012Validator.check_schema(document.lookup(header)["schema"])


def check_operation(document, path, operation):
    where = f"GET {path}"
    check_fields(operation, "operation", where)
    parameters = document.parameters(operation)
    names = [(parameter["name"], parameter["in"]) for parameter in parameters]
    if len(set(names)) != len(names):
        fault(f"{where}: a parameter stands twice")
    in_path = {name for name, place in names if place == "path"}
    if in_path != set(re.findall(r"{(\w+)}", path)):
        fault(f"{where}: the path's parameters are not those described: {in_path}")
    for parameter in parameters:
        check_fields(parameter, "parameter", f"{where} {parameter['name']}")
        if parameter["in"] == "path" and parameter.get("required") is not True:
            fault(f"{where}: {parameter['name']} must be required")
        jsonschema.Draft202012Validator.check_schema(parameter["schema"])
        document.validate(parameter["example"], parameter["schema"], f"{where} {parameter['name']}: its example")
    for status, response in operation["responses"].items():
        if not re.fullmatch("[1-5]([0-9]{2}|XX)", status):
            fault(f"{where}: {status} is no status")
        check_response(document, document.lookup(response), f"{where} {status}")
    if not set(operation["tags"]) <= {tag["name"] for tag in document.tree["tags"]}:
        fault(f"{where}: a tag that is not told of")


def references(value):
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for item in value.values():
            yield from references(item)
    elif isinstance(value, list):
        for item in value:
            yield from references(item)


def structure(document):
    tree = document.tree
    check_fields(tree, "document", "the document")
    check_fields(tree["info"], "info", "info")
    for tag in tree["tags"]:
        check_fields(tag, "tag", "a tag")
    if not re.fullmatch(r"3\.1\.\d+", tree["openapi"]):
        fault("it is no OpenAPI 3.1")
    for name, schema in tree["components"]["schemas"].items():
        jsonschema.Draft202012Validator.check_schema(schema)
        for example in schema.get("examples", []):
            document.validate(example, schema, f"{name}: its example")
    used = set(references(tree))
    for reference in used:
        document.resolver.resolve(reference)  # raises where it leads nowhere
    for kind, items in tree["components"].items():
        for name in items:
            if not re.fullmatch("[A-Za-z0-9._-]+", name):
                fault(f"{name} is no name of a component")
            if f"#/components/{kind}/{name}" not in used:
                fault(f"nobody refers to {kind}/{name}")
    identities = [operation["operationId"] for _, operation in document.operations()]
    if len(set(identities)) != len(identities):
        fault("an operationId stands twice")
    for path, item in tree["paths"].items():
        if not path.startswith("/") or set(item) != {"get"}:
            fault(f"{path}: must be a path with one operation, get")
        check_operation(document, path, item["get"])


def routes(document, source):
    """Addresses of the API, and files of data, in both."""
    text = pathlib.Path(source).read_text(encoding="utf-8")
    served = {pattern for pattern in re.findall(r'^ *{ "(/[^"]*)", ROUTE_', text, re.M)
              if pattern.startswith("/api/") or pattern.endswith((".csv", ".ics"))}
    described = {re.sub(r"{\w+}", "*", path) for path in document.tree["paths"]}
    if not served:
        fault(f"{source}: no addresses found")
    for pattern in sorted(served - described):
        fault(f"{pattern}: served, not described")
    for pattern in sorted(described - served):
        fault(f"{pattern}: described, not served")


# ---- Answers ----

def check_body(document, content, answer, where):
    media_type = answer["headers"].get("content-type", "").split(";")[0]
    if media_type not in content:
        fault(f"{where}: {media_type or 'no content type'}, not one of {list(content)}")
    elif answer["body"] is not None:
        text = answer["body"].decode("utf-8")
        value = json.loads(text) if media_type.endswith("json") else text
        document.validate(value, content[media_type]["schema"], where)


def check_answer(document, operation, answer, where):
    """`answer`: status, headers with lower-case names, body (None: not to be looked at)."""
    response = operation["responses"].get(str(answer["status"]))
    if response is None:
        fault(f"{where}: {answer['status']} is not described")
        return
    response = document.lookup(response)
    for name, header in response.get("headers", {}).items():
        value = answer["headers"].get(name.lower())
        if value is not None:
            document.validate(value, document.lookup(header)["schema"], f"{where}: {name}")
        elif document.lookup(header).get("required"):
            fault(f"{where}: lacks {name}")
    if "content" in response:
        check_body(document, response["content"], answer, where)
    elif answer["body"]:
        fault(f"{where}: has a body")


class Service:
    def __init__(self, base):
        self.host = urllib.parse.urlsplit(base).netloc
        self.connection = http.client.HTTPConnection(self.host, timeout=60)
        self.count = 0

    def ask(self, address, method="GET", headers=None):
        self.count += 1
        self.connection.request(method, address, headers=headers or {})
        response = self.connection.getresponse()
        body = response.read()
        return {"status": response.status, "headers": {name.lower(): value for name, value in response.getheaders()},
                "body": None if method == "HEAD" else body}

    def read(self, address):
        return json.loads(self.ask(address)["body"])


def known_values(service, plan):
    """What the parameters of one plan's addresses can be."""
    api = f"/api/v1/plans/{plan}"
    organisations = service.read(f"{api}/organisations")["organisations"]
    members = [member for organisation in organisations for member in organisation.get("members", [])]
    ids = {
        "organisation": organisations,
        "goal": service.read(f"{api}/goals")["goals"],
        "subgoal": service.read(f"{api}/subgoals")["subgoals"][:6],
        "indicator": service.read(f"{api}/indicators")["indicators"],
        "area": service.read(f"{api}/areas")["areas"],
        "body": organisations + [member for member in members if "id" in member],
    }
    values = {name: [row["id"] for row in rows] for name, rows in ids.items()}
    return values | {"plan": [plan], "lang": ["fi", "sv", "en"], "year": ["1900", "2021", "2200"],
                     "dialect": ["rfc4180", "excel-fi"], "status": ["done", "not_started"]}


class Asker:
    def __init__(self, document, service, path, operation):
        self.document, self.service, self.path, self.operation = document, service, path, operation

    def want(self, status, address, method="GET", headers=None):
        where = f"{method} {address} {headers or ''}"
        answer = self.service.ask(address, method, headers)
        if answer["status"] != status:
            fault(f"{where}: {answer['status']}, not {status}: {(answer['body'] or b'')[:200]}")
        check_answer(self.document, self.operation, answer, where)
        return answer

    def well(self, address):
        """A 200, its HEAD, and its 304."""
        answer = self.want(200, address)
        head = self.want(200, address, "HEAD")
        for name in ("content-type", "etag"):
            if head["headers"].get(name) != answer["headers"].get(name):
                fault(f"HEAD {address}: another {name}")
        self.want(304, address, headers={"If-None-Match": answer["headers"].get("etag", "none")})

    def ill(self, address):
        """What is refused, in words for a program."""
        json_please = {"Accept": "application/json"}
        self.want(400, f"{address}?unknown=1", headers=json_please)
        for method in ("POST", "PUT", "DELETE"):
            self.want(405, address, method, json_please)
        for parameter in self.document.parameters(self.operation):
            name = parameter["name"]
            if parameter["in"] == "query":
                value = urllib.parse.quote(str(parameter["example"]))
                self.want(400, f"{address}?{name}={value}&{name}={value}", headers=json_please)
                by_id = name not in ("lang", "year", "dialect", "status")
                self.want(404 if by_id else 400, f"{address}?{name}=no-such", headers=json_please)
            else:
                holes = {hole: "no-such" if hole == name else None for hole in re.findall(r"{(\w+)}", self.path)}
                self.want(404, self.filled(address, holes), headers=json_please)

    def filled(self, address, holes):
        """The address with one of its path's pieces replaced."""
        pattern = re.sub(r"{(\w+)}", r"(?P<\1>[^/]+?)", re.escape(self.path).replace(r"\{", "{").replace(r"\}", "}"))
        pieces = re.fullmatch(pattern, address).groupdict()
        return re.sub(r"{(\w+)}", lambda match: holes[match[1]] or pieces[match[1]], self.path)


def addresses(document, path, operation, values):
    """The path with every value of its pieces; the first of them with each value of each parameter too."""
    filled = [path]
    for name in re.findall(r"{(\w+)}", path):
        filled = [address.replace("{%s}" % name, value) for address in filled for value in values[name]]
    yield from filled
    for parameter in document.parameters(operation):
        if parameter["in"] == "query":
            for value in values[parameter["name"]]:
                for address in filled[:1]:
                    yield f"{address}?{parameter['name']}={urllib.parse.quote(value)}"


def ask(document, base):
    service = Service(base)
    served = service.ask("/api/v1/openapi.json")["body"]
    if json.loads(served) != document.tree:
        fault("the service gives another description")
    for plan in [plan["id"] for plan in service.read("/api/v1/plans")["plans"]]:
        values = known_values(service, plan)
        for path, operation in document.operations():
            asker = Asker(document, service, path, operation)
            if path.endswith("/indicators.csv") and not values["indicator"]:
                asker.want(404, path.replace("{plan}", plan), headers={"Accept": "application/json"})
                continue
            for number, address in enumerate(addresses(document, path, operation, values)):
                asker.well(address)
                if number == 0:
                    asker.ill(address)
    print(f"# {service.count} requests")


def held(document, folder):
    """Each answer kept by tap.inc: N.address (method and address), N.header, N.body."""
    kept = sorted(pathlib.Path(folder).glob("*.address"))
    if not kept:
        fault("no answers were kept")
    for file in kept:
        method, address = file.read_text().split(" ", 1)
        path = urllib.parse.urlsplit(address).path
        lines = file.with_suffix(".header").read_text(encoding="latin-1").split("\n")
        headers = dict(line.lower().split(": ", 1)[:1] + line.split(": ", 1)[1:] for line in lines[1:] if ": " in line)
        body = None if method == "HEAD" else file.with_suffix(".body").read_bytes()
        answer = {"status": int(lines[0].split()[1]), "headers": headers, "body": body}
        if answer["status"] == 413:  # nginx's own, before the service sees the request
            continue
        for template, operation in document.operations():
            if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template)), path):
                check_answer(document, operation, answer, f"{method} {address}")
                break


def main():
    command, document = sys.argv[1], Document(sys.argv[2])
    {"structure": structure, "routes": routes, "ask": ask, "held": held}[command](document, *sys.argv[3:])
    print("\n".join(faults[:40]))
    sys.exit(1 if faults else 0)


main()
