#!/usr/bin/env python3
"""Finds words that a reader would see but that are not translated: check-messages.py PO FILE...

PO is a catalogue that has all messages. Every string of the sources that reads like words and is not in it, or stands
where nothing translates it, is told with its place; except those that no reader sees (log lines, the developers' own
faults, SQL, names in protocols), by the lists below."""
import fnmatch
import re
import sys

# Arguments of these are never shown to a reader of a report, a page or the command.
UNSEEN_CALLS = re.compile(
    r"\b(log_line|doc_misuse|doc_pop|getenv|FCGX_GetParam|asset_lookup|_Static_assert|__attribute__|sql_script|"
    r"sql_number|HPDF_\w+)\s*\(")
FAULT = re.compile(r"\berr_set\s*\([^;\"]*STATUS_BUG")
FAILURE = re.compile(r"\berr_set\s*\(")
# What translates its argument, or marks it for a place that does.
TRANSLATED = re.compile(r"\b(tr|trc|trn|tr_text|N_|NC_|COUNT|err_set|fault|fail|sql_fail)\s*\(")
SQL = re.compile(r"\s*(SELECT|WITH|INSERT|UPDATE|DELETE|PRAGMA|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|FROM|WHERE|ORDER|"
                 r"LEFT JOIN|AND|tolerance_size FROM)\b")
# Failures here go to a log: of what the program carries, of the service at its start, of the tests' device. Those of
# fcgi/http.c and text/xml.c are told by their callers in words of their own.
LOGGED = {"fcgi/web.c", "fcgi/template_compile.c", "text/catalogue.c", "text/xml.c", "fcgi/server.c", "fcgi/http.c", "reports/trace.c"}
# Files and strings whose words are those of a syntax or of a log; a pattern of the string, or None for all of them.
ALLOWED = [
    ("reports/pdf*.c", None),        # PDF's own names
    ("reports/page.c", None),        # roles of the structure, as PDF names them
    ("reports/font.c", r"(Roboto|DejaVu)\S+|[A-Zc][\w/ ]{3}"),  # names of fonts and of their tables
    ("reports/trace.c", None),       # the tests' device
    ("db/search.c", r"\W*(OR|AND)\W.*"),  # the language of the index
    ("text/reference.c", None),      # the grammar of references, in three languages
    ("text/stem.c", None),           # endings of words
    ("text/xml.c", None),            # told by its callers in words of their own
    ("text/hyphen*.c", None),        # parts of words; what a version is made of
    ("reports/provenance.c", None),  # names and descriptions of XMP
    ("text/number.c", None),         # names of months by language
    ("base/json.c", r"string or '}'.*|.* expected|unexpected .*|control character|invalid \w+|"),  # jansson's words
    ("base/err.c", None),            # status names, for logs
    ("base/log.c", None),            # the log's prefixes
    ("fcgi/http.c", None),           # HTTP
    ("fcgi/main.c", None),           # the service's own call: told to who runs it, with its log
    ("fcgi/server.c", None),         # the same
    ("fcgi/counters.c", None),       # told to monitors
    ("fcgi/a*.c", r"(text|application)/.*|public, .*"),  # HTTP
    ("fcgi/webpage.c", r"Suomi|Svenska|English|text/.*"),  # each language by itself; HTTP
    ("text/html.c", r"<.*"),         # HTML
    ("reports/html*.c", r"(?:<| [a-z-]+=).*|f-%s|g-"),  # the same
    ("reports/svg.c", None),         # SVG; its texts come from elsewhere
    ("fcgi/web.c", r"text/.*"),      # HTTP
    ("fcgi/template*.c", None),  # told to who writes a template
    ("cli/*", r"[A-Z_]+|%?s? *vuosikello.*|  help .*|(import|export|remove|backup|list|search|reports?|verify) .*"),  # how to call
    ("db/open.c", r"[A-Za-z0-9._~/-]+"),  # characters of an address
    ("reports/build_about.c", r"Vuosikello %s"),
]
TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\])+\'', re.S)


def messages(path):
    """The msgids of a catalogue, as C writes them."""
    text = open(path, encoding="utf-8").read()
    strings = re.findall(r'^msgid(?:_plural)? ((?:"(?:\\.|[^"\\])*"\s*)+)', text, re.M)
    return {"".join(re.findall(r'"((?:\\.|[^"\\])*)"', string)) for string in strings}


def literals(source):
    """Place and content of each string, those side by side as one."""
    found = []
    for match in TOKEN.finditer(source):
        if not match.group(0).startswith('"'):
            continue
        start, content = match.start(), match.group(0)[1:-1]
        if found and not re.sub(r"/\*.*?\*/", "", source[found[-1][1]:start], flags=re.S).strip():
            found[-1] = (found[-1][0], match.end(), found[-1][2] + content)
        else:
            found.append((start, match.end(), content))
    return [(start, content) for start, _, content in found]


def like_words(content):
    """Several words, or one that a sentence or a heading may be: "Goal", "yö"."""
    bare = re.sub(r"%[-+ 0]*[.*\d]*(?:zu|ll?[dux]|[dusxXc])|\\x[0-9A-Fa-f]{2}|\\u[0-9A-F]{4}|\\.", "", content)
    words = re.findall(r"[^\W\d_]{2,}", bare)
    if re.search(r"[^\W\d_]{2,}[,:;.]? +\S", bare) or re.search(r"\S +[^\W\d_]{2,}", bare):
        return bool(words)
    return any(not word.isascii() or re.fullmatch("[A-Z][a-z]+", word) for word in words) and "/" not in bare


def allowed(path, content):
    return any(fnmatch.fnmatch(path, where) and (what is None or re.fullmatch(what, content, re.S))
               for where, what in ALLOWED)


def template_words(path, known):
    """What a template would show untranslated: words of its own, in content or in an attribute that is read out, and
    messages that no catalogue has."""
    text = open(path, encoding="utf-8").read()
    for message in re.finditer(r"\{\{_ *(.*?) *\}\}", text):
        if message.group(1).replace('"', '\\"') not in known:
            yield message.start(), message.group(1)
    blank = lambda match: re.sub(r"[^\n]", " ", match.group(0))
    bare = re.sub(r"<!.*?>|\{\{.*?\}\}", blank, text, flags=re.S)
    for match in re.finditer(r'<[^>]*>|[^<>]+', bare, re.S):
        if match.group(0).startswith("<"):
            pieces = re.finditer(r'\b(?:alt|aria-label|title|placeholder)="([^"]*)"', match.group(0))
            shown = [(match.start() + piece.start(1), piece.group(1)) for piece in pieces]
        else:
            shown = [(match.start(), match.group(0))]
        for start, words in shown:
            if re.search(r"[^\W\d_]{2,}", re.sub(r"&#?\w+;|Vuosikello|\b(PDF|CSV|JSON|iCalendar)\b|\S+\.fi\b", "", words)):
                yield start, words.strip()


def masked(source):
    """The source with strings and comments blanked, at the same places."""
    return TOKEN.sub(lambda match: re.sub(r"[^\n]", " ", match.group(0)), source)


def statement(code, start):
    """What stands before a string in its statement."""
    return code[max(code.rfind(mark, 0, start) for mark in ";{}") + 1:start]


def main():
    known = messages(sys.argv[1])
    wrong = 0
    for path in [path for path in sys.argv[2:] if path.endswith(".html")]:
        source = open(path, encoding="utf-8").read()
        for start, words in template_words(path, known):
            print(f"{path}:{source.count(chr(10), 0, start) + 1}: \"{words}\"")
            wrong += 1
    for path in [path for path in sys.argv[2:] if not path.endswith(".html")]:
        source = re.sub(r"^[ \t]*#[ \t]*include[^\n]*", "", open(path, encoding="utf-8").read(), flags=re.M)
        code = masked(source)
        for start, content in literals(source):
            before = statement(code, start)
            if not like_words(content) or SQL.match(content) or FAULT.search(before):
                continue
            if content in known and TRANSLATED.search(before):
                continue
            if path in LOGGED if FAILURE.search(before) else UNSEEN_CALLS.search(before) or allowed(path, content):
                continue
            print(f"{path}:{source.count(chr(10), 0, start) + 1}: \"{content}\"")
            wrong += 1
    return wrong > 0


sys.exit(main())
