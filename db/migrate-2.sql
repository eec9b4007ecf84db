-- From version 1 to 2: words with their break points; what references between cells mean. What stands here is the same in schema.sql.

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
