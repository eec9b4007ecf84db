-- The database's schema, version 3 (user_version): plans in normal form.
--
-- Numbers: what a plan consists of is numbered within its plan from 0 on, in print order (the plan file's order), so that the number is the
-- key, the order and a reader's place in an array at once; a plan is always replaced as a whole. `id` is the plan file's.
-- Texts: a text column holds the text in the plan's own language, NULL where the plan has none or has it in other languages only; those
-- lie in `translations`, which is read only where plans.translated is 1.
-- Codes ('municipality', 'delayed', ...) and absent values (NULL) are those of the plan file. 0 is false, 1 is true.
-- PostgreSQL takes this with STRICT and WITHOUT ROWID left out and REAL read as DOUBLE PRECISION; plans.area needs its
-- constraint added after areas.
-- Each primary key is the order in which its rows are read: WITHOUT ROWID keeps them in that order on the page.

CREATE TABLE plans (
    plan            INTEGER PRIMARY KEY,
    id              TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
    title           TEXT,
    part            TEXT,
    note            TEXT,
    goal_label      TEXT,
    area            INTEGER,
    from_year       INTEGER NOT NULL CHECK (from_year BETWEEN 1900 AND 2200),
    to_year         INTEGER NOT NULL CHECK (to_year BETWEEN from_year AND 2200),
    language        TEXT NOT NULL CHECK (language IN ('fi', 'sv', 'en')),
    state           TEXT CHECK (state IN ('draft', 'published')), -- NULL: published
    tolerance_kind  TEXT CHECK (tolerance_kind IN ('absolute', 'relative')),
    tolerance_size  REAL CHECK (tolerance_size >= 0),
    translated      INTEGER NOT NULL DEFAULT 0 CHECK (translated IN (0, 1)), -- it has rows in translations
    newest_year     INTEGER NOT NULL CHECK (newest_year BETWEEN 1900 AND 2200), -- with follow-up, else of the observations, else from_year
    version         TEXT NOT NULL CHECK (length(version) = 64), -- SHA-256 of the exported plan file
    imported_at     INTEGER NOT NULL, -- seconds since 1970-01-01 UTC
    CHECK ((tolerance_kind IS NULL) = (tolerance_size IS NULL)),
    FOREIGN KEY (plan, area) REFERENCES areas (plan, area) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE slogans (
    plan     INTEGER NOT NULL REFERENCES plans (plan),
    position INTEGER NOT NULL,
    text     TEXT,
    PRIMARY KEY (plan, position)
) STRICT, WITHOUT ROWID;

-- The action table's columns.
CREATE TABLE plan_columns (
    plan     INTEGER NOT NULL REFERENCES plans (plan),
    position INTEGER NOT NULL,
    field    TEXT NOT NULL CHECK (field IN ('subgoal', 'action', 'measure', 'schedule', 'actors', 'monitoring', 'resources')),
    heading  TEXT,
    prompt   TEXT,
    PRIMARY KEY (plan, position),
    UNIQUE (plan, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE approvals (
    plan         INTEGER NOT NULL REFERENCES plans (plan),
    position     INTEGER NOT NULL,
    body         TEXT,
    date         TEXT NOT NULL CHECK (length(date) = 10), -- ISO 8601
    section      TEXT,
    diary_number TEXT,
    PRIMARY KEY (plan, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE areas (
    plan            INTEGER NOT NULL REFERENCES plans (plan),
    area            INTEGER NOT NULL,
    id              TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
    name            TEXT,
    kind            TEXT NOT NULL CHECK (kind IN ('country', 'region', 'municipality')),
    parent          INTEGER CHECK (parent <> area),
    sotkanet_region INTEGER,
    PRIMARY KEY (plan, area),
    UNIQUE (plan, id),
    FOREIGN KEY (plan, parent) REFERENCES areas (plan, area) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE organisations (
    plan         INTEGER NOT NULL REFERENCES plans (plan),
    organisation INTEGER NOT NULL,
    id           TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
    name         TEXT,
    kind         TEXT NOT NULL CHECK (kind IN ('joint_authority', 'municipality', 'parish', 'association', 'police', 'other')),
    PRIMARY KEY (plan, organisation),
    UNIQUE (plan, id)
) STRICT, WITHOUT ROWID;

-- The bodies that answer together as one organisation.
CREATE TABLE members (
    plan         INTEGER NOT NULL,
    organisation INTEGER NOT NULL,
    member       INTEGER NOT NULL, -- from 0 in each organisation
    id           TEXT CHECK (length(id) BETWEEN 1 AND 64),
    name         TEXT,
    area         INTEGER,
    PRIMARY KEY (plan, organisation, member),
    UNIQUE (plan, organisation, id),
    FOREIGN KEY (plan, organisation) REFERENCES organisations (plan, organisation),
    FOREIGN KEY (plan, area) REFERENCES areas (plan, area)
) STRICT, WITHOUT ROWID;

-- The areas that an organisation serves.
CREATE TABLE organisation_areas (
    plan         INTEGER NOT NULL,
    organisation INTEGER NOT NULL,
    position     INTEGER NOT NULL,
    area         INTEGER NOT NULL,
    PRIMARY KEY (plan, organisation, position),
    UNIQUE (plan, organisation, area),
    FOREIGN KEY (plan, organisation) REFERENCES organisations (plan, organisation),
    FOREIGN KEY (plan, area) REFERENCES areas (plan, area)
) STRICT, WITHOUT ROWID;

-- Whose work an organisation took over.
CREATE TABLE successions (
    plan         INTEGER NOT NULL,
    organisation INTEGER NOT NULL,
    position     INTEGER NOT NULL,
    predecessor  INTEGER NOT NULL CHECK (predecessor <> organisation),
    PRIMARY KEY (plan, organisation, position),
    UNIQUE (plan, organisation, predecessor),
    FOREIGN KEY (plan, organisation) REFERENCES organisations (plan, organisation),
    FOREIGN KEY (plan, predecessor) REFERENCES organisations (plan, organisation)
) STRICT, WITHOUT ROWID;

-- The plan file's groups: they divide a goal's table into bands.
CREATE TABLE age_groups (
    plan      INTEGER NOT NULL REFERENCES plans (plan),
    age_group INTEGER NOT NULL,
    id        TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
    name      TEXT,
    PRIMARY KEY (plan, age_group),
    UNIQUE (plan, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE goals (
    plan   INTEGER NOT NULL REFERENCES plans (plan),
    goal   INTEGER NOT NULL,
    id     TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 32),
    number TEXT NOT NULL,
    title  TEXT,
    PRIMARY KEY (plan, goal),
    UNIQUE (plan, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE goal_targets (
    plan     INTEGER NOT NULL,
    goal     INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text     TEXT,
    PRIMARY KEY (plan, goal, position),
    FOREIGN KEY (plan, goal) REFERENCES goals (plan, goal)
) STRICT, WITHOUT ROWID;

-- Numbered through the whole plan, goal by goal.
CREATE TABLE subgoals (
    plan             INTEGER NOT NULL,
    subgoal          INTEGER NOT NULL,
    goal             INTEGER NOT NULL,
    id               TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 32),
    number           TEXT,
    title            TEXT,
    age_group        INTEGER,
    ease             TEXT CHECK (ease IN ('easy', 'hard')),
    impact           TEXT CHECK (impact IN ('low', 'medium', 'high')),
    based_on_plan    TEXT, -- an id; that plan need not be in the database
    based_on_subgoal TEXT,
    PRIMARY KEY (plan, subgoal),
    UNIQUE (plan, id),
    CHECK ((based_on_plan IS NULL) = (based_on_subgoal IS NULL)),
    FOREIGN KEY (plan, goal) REFERENCES goals (plan, goal),
    FOREIGN KEY (plan, age_group) REFERENCES age_groups (plan, age_group)
) STRICT, WITHOUT ROWID;
CREATE INDEX subgoals_by_goal ON subgoals (plan, goal, subgoal);

-- The rows of the action tables.
CREATE TABLE actions (
    plan         INTEGER NOT NULL,
    action       INTEGER NOT NULL,
    organisation INTEGER NOT NULL,
    subgoal      INTEGER NOT NULL,
    id           TEXT CHECK (length(id) BETWEEN 1 AND 64),
    applies      INTEGER CHECK (applies IN (0, 1)), -- NULL: yes
    PRIMARY KEY (plan, action),
    UNIQUE (plan, id),
    FOREIGN KEY (plan, organisation) REFERENCES organisations (plan, organisation),
    FOREIGN KEY (plan, subgoal) REFERENCES subgoals (plan, subgoal)
) STRICT, WITHOUT ROWID;
CREATE INDEX actions_by_organisation ON actions (plan, organisation, action);
CREATE INDEX actions_by_subgoal ON actions (plan, subgoal, action);

-- What stands in the rows; an empty cell has no row here. A merged cell has no text of its own: `owner` is the action whose cell
-- it was merged with, through however many rows (its own number where it is not merged).
CREATE TABLE cells (
    plan   INTEGER NOT NULL,
    action INTEGER NOT NULL,
    field  TEXT NOT NULL CHECK (field IN ('action', 'measure', 'schedule', 'actors', 'monitoring', 'resources')),
    owner  INTEGER NOT NULL CHECK (owner <= action),
    text   TEXT CHECK (text IS NULL OR owner = action),
    PRIMARY KEY (plan, action, field),
    FOREIGN KEY (plan, action) REFERENCES actions (plan, action),
    FOREIGN KEY (plan, owner) REFERENCES actions (plan, action)
) STRICT, WITHOUT ROWID;

-- The rows that a cell's words refer to ("Ks. edellinen kohta"), in each language of the cell's text, merged cells under each of their actions:
-- found at import, numbered through the plan in the order of actions, fields and languages. The bytes are those of the text that name the
-- row's number; none of them: where the number can be put.
CREATE TABLE referents (
    plan      INTEGER NOT NULL,
    action    INTEGER NOT NULL,
    position  INTEGER NOT NULL,
    field     TEXT NOT NULL CHECK (field IN ('action', 'measure', 'schedule', 'actors', 'monitoring', 'resources')),
    lang      TEXT NOT NULL CHECK (lang IN ('fi', 'sv', 'en')),
    from_byte INTEGER NOT NULL CHECK (from_byte >= 0),
    to_byte   INTEGER NOT NULL CHECK (to_byte >= from_byte),
    target    INTEGER NOT NULL,
    onwards   INTEGER NOT NULL CHECK (onwards IN (0, 1)), -- and all rows to that of the next position
    PRIMARY KEY (plan, action, position),
    FOREIGN KEY (plan, action) REFERENCES actions (plan, action),
    FOREIGN KEY (plan, target) REFERENCES actions (plan, action)
) STRICT, WITHOUT ROWID;

-- How an action came about, one a year.
CREATE TABLE followups (
    plan     INTEGER NOT NULL,
    action   INTEGER NOT NULL,
    year     INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    status   TEXT NOT NULL CHECK (status IN ('not_started', 'in_progress', 'done', 'continuous', 'delayed', 'cancelled')),
    progress TEXT,
    author   TEXT,
    date     TEXT CHECK (length(date) = 10), -- ISO 8601
    PRIMARY KEY (plan, action, year),
    FOREIGN KEY (plan, action) REFERENCES actions (plan, action)
) STRICT, WITHOUT ROWID;

CREATE TABLE figures (
    plan     INTEGER NOT NULL,
    action   INTEGER NOT NULL,
    year     INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name     TEXT,
    unit     TEXT,
    value    REAL,
    truth    INTEGER CHECK (truth IN (0, 1)), -- instead of value: no or yes
    PRIMARY KEY (plan, action, year, position),
    CHECK ((value IS NULL) <> (truth IS NULL)),
    FOREIGN KEY (plan, action, year) REFERENCES followups (plan, action, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE themes (
    plan  INTEGER NOT NULL REFERENCES plans (plan),
    theme INTEGER NOT NULL,
    id    TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
    name  TEXT,
    PRIMARY KEY (plan, theme),
    UNIQUE (plan, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE populations (
    plan       INTEGER NOT NULL REFERENCES plans (plan),
    population INTEGER NOT NULL,
    id         TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
    name       TEXT,
    PRIMARY KEY (plan, population),
    UNIQUE (plan, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicators (
    plan           INTEGER NOT NULL REFERENCES plans (plan),
    indicator      INTEGER NOT NULL,
    id             TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
    number         INTEGER NOT NULL,
    theme          INTEGER,
    title          TEXT,
    definition     TEXT,
    unit           TEXT,
    decimals       INTEGER CHECK (decimals BETWEEN 0 AND 4),
    direction      TEXT NOT NULL CHECK (direction IN ('higher_is_better', 'lower_is_better', 'none')),
    scale          TEXT CHECK (scale IN ('share', 'change', 'rate', 'count', 'index')),
    tolerance_kind TEXT CHECK (tolerance_kind IN ('absolute', 'relative')),
    tolerance_size REAL CHECK (tolerance_size >= 0),
    sotkanet       INTEGER,
    PRIMARY KEY (plan, indicator),
    UNIQUE (plan, id),
    CHECK ((tolerance_kind IS NULL) = (tolerance_size IS NULL)),
    FOREIGN KEY (plan, theme) REFERENCES themes (plan, theme)
) STRICT, WITHOUT ROWID;
CREATE INDEX indicators_by_number ON indicators (plan, number, indicator);

CREATE TABLE indicator_sources (
    plan      INTEGER NOT NULL,
    indicator INTEGER NOT NULL,
    position  INTEGER NOT NULL,
    text      TEXT,
    PRIMARY KEY (plan, indicator, position),
    FOREIGN KEY (plan, indicator) REFERENCES indicators (plan, indicator)
) STRICT, WITHOUT ROWID;

-- The subgoals that an indicator follows.
CREATE TABLE indicator_subgoals (
    plan      INTEGER NOT NULL,
    indicator INTEGER NOT NULL,
    position  INTEGER NOT NULL,
    subgoal   INTEGER NOT NULL,
    PRIMARY KEY (plan, indicator, position),
    UNIQUE (plan, indicator, subgoal),
    FOREIGN KEY (plan, indicator) REFERENCES indicators (plan, indicator),
    FOREIGN KEY (plan, subgoal) REFERENCES subgoals (plan, subgoal)
) STRICT, WITHOUT ROWID;
CREATE INDEX indicator_subgoals_by_subgoal ON indicator_subgoals (plan, subgoal, indicator);

-- An indicator on one population, numbered through the whole plan, indicator by indicator; an indicator without populations has one
-- series without. NULL: as the indicator (view series_rules).
CREATE TABLE series (
    plan       INTEGER NOT NULL,
    series     INTEGER NOT NULL,
    indicator  INTEGER NOT NULL,
    population INTEGER,
    unit       TEXT,
    scale      TEXT CHECK (scale IN ('share', 'change', 'rate', 'count', 'index')),
    decimals   INTEGER CHECK (decimals BETWEEN 0 AND 4),
    sotkanet   INTEGER,
    PRIMARY KEY (plan, series),
    FOREIGN KEY (plan, indicator) REFERENCES indicators (plan, indicator),
    FOREIGN KEY (plan, population) REFERENCES populations (plan, population)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX series_by_indicator ON series (plan, indicator, population);

-- Values aimed at.
CREATE TABLE indicator_targets (
    plan       INTEGER NOT NULL,
    indicator  INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    year       INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    value      REAL NOT NULL,
    population INTEGER,
    PRIMARY KEY (plan, indicator, position),
    FOREIGN KEY (plan, indicator) REFERENCES indicators (plan, indicator),
    FOREIGN KEY (plan, population) REFERENCES populations (plan, population)
) STRICT, WITHOUT ROWID;

CREATE TABLE observations (
    plan       INTEGER NOT NULL,
    series     INTEGER NOT NULL,
    area       INTEGER NOT NULL,
    year       INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    value      REAL,
    missing    TEXT CHECK (missing IN ('not_available', 'not_applicable', 'suppressed')),
    n          INTEGER CHECK (n >= 1),
    low        REAL, -- 95 % interval
    high       REAL,
    assessment TEXT CHECK (assessment IN ('good', 'neutral', 'concerning')),
    note       TEXT,
    PRIMARY KEY (plan, series, area, year),
    CHECK ((value IS NULL) <> (missing IS NULL)),
    CHECK (low <= high),
    FOREIGN KEY (plan, series) REFERENCES series (plan, series),
    FOREIGN KEY (plan, area) REFERENCES areas (plan, area)
) STRICT, WITHOUT ROWID;

-- The annual clock.
CREATE TABLE events (
    plan     INTEGER NOT NULL REFERENCES plans (plan),
    event    INTEGER NOT NULL,
    month    INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
    to_month INTEGER CHECK (to_month BETWEEN 1 AND 12),
    title    TEXT,
    actors   TEXT,
    kind     TEXT CHECK (kind IN ('planning', 'action', 'followup', 'evaluation', 'decision')),
    PRIMARY KEY (plan, event)
) STRICT, WITHOUT ROWID;

-- The plan file's keys that start with "x-", kept for export: JSON text.
CREATE TABLE extensions (
    plan  INTEGER NOT NULL REFERENCES plans (plan),
    key   TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (plan, key)
) STRICT, WITHOUT ROWID;

-- What looks wrong, found at import: the kind and what it is about; the words are made when it is told. Which columns a kind fills:
-- share_outside and far_from_sisters: series, area, year, value (the latter median too); national_missing: series, area (the
-- first that has a value), year;
-- row_missing: organisation, subgoal; address_shared: organisation, member (whose id another organisation or member has); more: count left out.
CREATE TABLE warnings (
    plan         INTEGER NOT NULL REFERENCES plans (plan),
    warning      INTEGER NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('share_outside', 'far_from_sisters', 'national_missing', 'row_missing',
                                               'address_shared', 'reference_first', 'reference_unknown',
                                               'reference_ambiguous', 'reference_no_row', 'more')),
    series       INTEGER,
    area         INTEGER,
    year         INTEGER,
    value        REAL,
    median       REAL,
    organisation INTEGER,
    subgoal      INTEGER,
    member       INTEGER,
    count        INTEGER,
    words        TEXT, -- of a reference
    candidates   TEXT, -- ids of the subgoals that it may mean
    PRIMARY KEY (plan, warning),
    FOREIGN KEY (plan, series) REFERENCES series (plan, series),
    FOREIGN KEY (plan, area) REFERENCES areas (plan, area),
    FOREIGN KEY (plan, organisation) REFERENCES organisations (plan, organisation),
    FOREIGN KEY (plan, organisation, member) REFERENCES members (plan, organisation, member),
    FOREIGN KEY (plan, subgoal) REFERENCES subgoals (plan, subgoal)
) STRICT, WITHOUT ROWID;

-- Texts in other languages than the plan's. A text is named by its table, the number of what it belongs to there (`item`: the key's first
-- column behind `plan`), the number of the part (`part`: member, position, for observations the area; else 0), the year (followups, figures,
-- observations; else 0) and its column (for cells: the cell's field).
CREATE TABLE translations (
    plan   INTEGER NOT NULL REFERENCES plans (plan),
    entity TEXT NOT NULL CHECK (entity IN ('plans', 'slogans', 'plan_columns', 'approvals', 'areas', 'organisations', 'members',
                                           'age_groups', 'goals', 'goal_targets', 'subgoals', 'cells', 'followups', 'figures',
                                           'themes', 'populations', 'indicators', 'indicator_sources', 'series', 'observations',
                                           'events')),
    item   INTEGER NOT NULL, -- plans: 0
    part   INTEGER NOT NULL DEFAULT 0,
    year   INTEGER NOT NULL DEFAULT 0,
    field  TEXT NOT NULL,
    lang   TEXT NOT NULL CHECK (lang IN ('fi', 'sv', 'en')),
    text   TEXT NOT NULL,
    PRIMARY KEY (plan, entity, item, part, year, field, lang)
) STRICT, WITHOUT ROWID;

-- How each series is read: what differs from its indicator, else the indicator's, else the default.
CREATE VIEW series_rules AS
SELECT s.plan, s.series, s.indicator, s.population,
       coalesce(s.unit, i.unit) AS unit,
       coalesce(s.decimals, i.decimals) AS decimals,
       coalesce(s.scale, i.scale, CASE WHEN coalesce(s.unit, i.unit) = '%' THEN 'share' ELSE 'index' END) AS scale
  FROM series s
  JOIN indicators i ON i.plan = s.plan AND i.indicator = s.indicator;

-- Where the words of a plan's texts divide at a line's end: a book of them in each language (text/wordbook.h), made by the import.
CREATE TABLE wordbooks (
    plan INTEGER NOT NULL REFERENCES plans (plan),
    lang TEXT NOT NULL CHECK (lang IN ('fi', 'sv', 'en')),
    book BLOB NOT NULL,
    PRIMARY KEY (plan, lang)
) STRICT, WITHOUT ROWID;

-- Which dictionaries and rules all books were made with: one row, none as long as there are no books.
CREATE TABLE hyphenation (
    version TEXT NOT NULL CHECK (length(version) = 64)
) STRICT;

-- Every text of a plan that a report may print, with its language.
CREATE VIEW plan_texts AS
WITH own (plan, text) AS (
    SELECT plan, title FROM plans
    UNION ALL SELECT plan, part FROM plans
    UNION ALL SELECT plan, note FROM plans
    UNION ALL SELECT plan, goal_label FROM plans
    UNION ALL SELECT plan, text FROM slogans
    UNION ALL SELECT plan, heading FROM plan_columns
    UNION ALL SELECT plan, prompt FROM plan_columns
    UNION ALL SELECT plan, body FROM approvals
    UNION ALL SELECT plan, name FROM areas
    UNION ALL SELECT plan, name FROM organisations
    UNION ALL SELECT plan, name FROM members
    UNION ALL SELECT plan, name FROM age_groups
    UNION ALL SELECT plan, title FROM goals
    UNION ALL SELECT plan, text FROM goal_targets
    UNION ALL SELECT plan, title FROM subgoals
    UNION ALL SELECT plan, text FROM cells
    UNION ALL SELECT plan, progress FROM followups
    UNION ALL SELECT plan, name FROM figures
    UNION ALL SELECT plan, unit FROM figures
    UNION ALL SELECT plan, name FROM themes
    UNION ALL SELECT plan, name FROM populations
    UNION ALL SELECT plan, title FROM indicators
    UNION ALL SELECT plan, definition FROM indicators
    UNION ALL SELECT plan, unit FROM indicators
    UNION ALL SELECT plan, text FROM indicator_sources
    UNION ALL SELECT plan, unit FROM series
    UNION ALL SELECT plan, note FROM observations
    UNION ALL SELECT plan, title FROM events
    UNION ALL SELECT plan, actors FROM events
)
SELECT own.plan, plans.language AS lang, own.text FROM own JOIN plans ON plans.plan = own.plan
UNION ALL
SELECT plan, lang, text FROM translations;

-- Every text that is looked for, by what it is a text of: `item` is its number in its table, 0 of a plan.
CREATE VIEW search_texts AS
WITH own (plan, kind, item, text) AS (
    SELECT plan, 'plan', 0, title FROM plans
    UNION ALL SELECT plan, 'plan', 0, part FROM plans
    UNION ALL SELECT p.plan, 'plan', 0, a.name FROM plans p JOIN areas a ON a.plan = p.plan AND a.area = p.area
    UNION ALL SELECT plan, 'organisation', organisation, name FROM organisations
    UNION ALL SELECT plan, 'organisation', organisation, name FROM members
    UNION ALL SELECT plan, 'goal', goal, title FROM goals
    UNION ALL SELECT plan, 'goal', goal, number FROM goals
    UNION ALL SELECT plan, 'subgoal', subgoal, title FROM subgoals
    UNION ALL SELECT plan, 'subgoal', subgoal, id FROM subgoals
    UNION ALL SELECT plan, 'indicator', indicator, title FROM indicators
    UNION ALL SELECT i.plan, 'indicator', i.indicator, t.name FROM indicators i JOIN themes t ON t.plan = i.plan AND t.theme = i.theme
), translated (plan, kind, item, lang, text) AS (
    SELECT plan, CASE entity WHEN 'plans' THEN 'plan' WHEN 'goals' THEN 'goal' WHEN 'subgoals' THEN 'subgoal'
                             WHEN 'indicators' THEN 'indicator' ELSE 'organisation' END, item, lang, text
      FROM translations
     WHERE (entity, field) IN (VALUES ('plans', 'title'), ('plans', 'part'), ('organisations', 'name'), ('members', 'name'),
                                      ('goals', 'title'), ('subgoals', 'title'), ('indicators', 'title'))
    UNION ALL SELECT t.plan, 'plan', 0, t.lang, t.text
      FROM plans p JOIN translations t ON t.plan = p.plan AND t.entity = 'areas' AND t.item = p.area AND t.field = 'name'
    UNION ALL SELECT i.plan, 'indicator', i.indicator, t.lang, t.text
      FROM indicators i JOIN translations t ON t.plan = i.plan AND t.entity = 'themes' AND t.item = i.theme AND t.field = 'name'
    UNION ALL SELECT g.plan, 'goal', g.goal, t.lang, g.number
      FROM goals g JOIN translations t ON t.plan = g.plan AND t.entity = 'goals' AND t.item = g.goal AND t.field = 'title'
    UNION ALL SELECT s.plan, 'subgoal', s.subgoal, t.lang, s.id
      FROM subgoals s JOIN translations t ON t.plan = s.plan AND t.entity = 'subgoals' AND t.item = s.subgoal AND t.field = 'title'
)
SELECT own.plan, own.kind, own.item, plans.language AS lang, own.text
  FROM own JOIN plans ON plans.plan = own.plan WHERE own.text IS NOT NULL
UNION ALL
SELECT plan, kind, item, lang, text FROM translated WHERE text IS NOT NULL;

-- What is looked for, made by the import: a row for each thing and language. `words` are its texts, `stems` the basic forms of their Finnish
-- words and of the parts of compounds. The rows of a plan are numbered from 65536 times its number on. Letters keep their dots: å, ä and ö are
-- letters of their own.
CREATE VIRTUAL TABLE search USING fts5 (
    words, stems, kind UNINDEXED, plan UNINDEXED, item UNINDEXED, lang UNINDEXED,
    prefix = '2 3 4', tokenize = 'unicode61 remove_diacritics 0'
);

-- The Finnish words as they stand in the texts, with their basic forms: what a reader writes is looked up here.
CREATE TABLE search_forms (
    form TEXT NOT NULL,
    stem TEXT NOT NULL,
    plan INTEGER NOT NULL REFERENCES plans (plan),
    PRIMARY KEY (form, stem, plan)
) STRICT, WITHOUT ROWID;
