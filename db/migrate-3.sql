-- From version 2 to 3: what is looked for. What stands here is the same in schema.sql.

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
