#include "tests/support/plan_rows.h"

#include "base/assets.h"
#include "db/sqlite.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define VERSION "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

const char plan_rows_sql[] =
    "INSERT INTO plans VALUES (7, 'p', 'Suunnitelma', NULL, 'Huom', 'Päätavoite', 1, 2020, 2024, 'fi', NULL, "
    "'relative', 0.05,"
    " 1, 2022, '" VERSION "', 1700000000);"
    "INSERT INTO slogans VALUES (7, 0, 'Eka'), (7, 1, NULL);"
    "INSERT INTO plan_columns VALUES (7, 0, 'subgoal', 'välitavoite', NULL), (7, 1, 'action', 'toimenpide', 'Mitä?'),"
    " (7, 2, 'resources', NULL, NULL);"
    "INSERT INTO approvals VALUES (7, 0, 'Valtuusto', '2020-11-30', '§ 45', 'D/1'), (7, 1, 'Hallitus', '2020-12-01', "
    "NULL, NULL);"
    "INSERT INTO areas VALUES (7, 0, 'maa', 'Koko maa', 'country', NULL, 658), (7, 1, 'alue', 'Alue', 'region', 0, "
    "NULL),"
    " (7, 2, 'kunta', 'Kunta', 'municipality', 1, NULL);"
    "INSERT INTO organisations VALUES (7, 0, 'sote', 'Sote', 'joint_authority'), (7, 1, 'pari', 'Kaksi kuntaa', "
    "'municipality'),"
    " (7, 2, 'mll', 'MLL', 'association');"
    "INSERT INTO members VALUES (7, 1, 0, 'yksi', 'Yksi', 2), (7, 1, 1, NULL, 'Toinen', NULL);"
    "INSERT INTO organisation_areas VALUES (7, 0, 0, 1), (7, 1, 0, 2), (7, 1, 1, 1);"
    "INSERT INTO successions VALUES (7, 0, 0, 2), (7, 0, 1, 1);"
    "INSERT INTO age_groups VALUES (7, 0, 'lapset', 'Lapset'), (7, 1, 'nuoret', 'Nuoret');"
    "INSERT INTO goals VALUES (7, 0, 'I', 'I', 'Ensimmäinen'), (7, 1, 'II', 'II', 'Toinen'), (7, 2, 'III', 'III', "
    "'Tyhjä');"
    "INSERT INTO goal_targets VALUES (7, 0, 0, 'Tavoite 1'), (7, 0, 1, 'Tavoite 2'), (7, 1, 0, 'Tavoite 3');"
    "INSERT INTO subgoals VALUES (7, 0, 0, 'I.1', '1', 'Yksi', 1, 'easy', 'high', 'other', 'O.1'),"
    " (7, 1, 0, 'I.2', NULL, 'Kaksi', NULL, 'hard', 'low', NULL, NULL), (7, 2, 1, 'II.1', '1', 'Kolme', 0, NULL, NULL, "
    "'gone', 'G.1');"
    /* 0..2: sote; 3, 4: pari; 5: sote; 6: mll */
    "INSERT INTO actions VALUES (7, 0, 0, 0, 'a0', NULL), (7, 1, 0, 1, NULL, 1), (7, 2, 0, 2, NULL, 0), (7, 3, 1, 0, "
    "NULL, NULL),"
    " (7, 4, 1, 2, NULL, NULL), (7, 5, 0, 2, 'a5', NULL), (7, 6, 2, 2, NULL, NULL);"
    "INSERT INTO cells VALUES (7, 0, 'action', 0, 'Teko 0'), (7, 0, 'measure', 0, 'Mittari 0'), (7, 1, 'measure', 0, "
    "NULL),"
    " (7, 1, 'schedule', 1, NULL), (7, 3, 'action', 3, 'Teko 3'), (7, 4, 'action', 3, NULL), (7, 4, 'actors', 4, "
    "'Toimija'),"
    " (7, 5, 'action', 3, NULL), (7, 6, 'action', 3, NULL), (7, 6, 'monitoring', 6, 'Seuranta'), (7, 6, 'resources', "
    "6, 'Raha');"
    "INSERT INTO referents VALUES (7, 3, 0, 'action', 'fi', 0, 4, 0, 0), (7, 3, 1, 'action', 'sv', 8, 8, 4, 1),"
    " (7, 3, 2, 'action', 'sv', 8, 8, 6, 0);"
    "INSERT INTO followups VALUES (7, 0, 2021, 'in_progress', 'Alussa', 'Aino', '2021-12-31'),"
    " (7, 0, 2022, 'done', NULL, NULL, NULL), (7, 0, 2020, 'not_started', NULL, NULL, NULL), (7, 3, 2022, 'delayed', "
    "'Myöhässä', NULL, '2022-06-01'),"
    " (7, 5, 2021, 'cancelled', NULL, NULL, NULL), (7, 6, 2021, 'continuous', NULL, NULL, NULL);"
    "INSERT INTO figures VALUES (7, 0, 2021, 0, 'Käyntejä', 'kpl', 12.5, NULL), (7, 0, 2021, 1, 'Valmis', NULL, NULL, "
    "1),"
    " (7, 3, 2022, 0, 'Osuus', '%', 0, NULL), (7, 3, 2022, 1, 'Ei', NULL, NULL, 0);"
    "INSERT INTO themes VALUES (7, 0, 'vaesto', 'Väestö'), (7, 1, 'terveys', 'Terveys');"
    "INSERT INTO populations VALUES (7, 0, 'p0', 'Kahdeksas luokka'), (7, 1, 'p1', 'Lukio');"
    "INSERT INTO indicators VALUES"
    " (7, 0, 'i9', 9, 1, 'Yhdeksäs', 'Selitys', '%', 1, 'lower_is_better', NULL, 'absolute', 0.5, 127),"
    " (7, 1, 'i3', 3, NULL, 'Kolmas', NULL, 'kpl', NULL, 'none', 'count', NULL, NULL, NULL),"
    " (7, 2, 'i5', 5, 0, 'Viides', NULL, 'promille', NULL, 'higher_is_better', NULL, NULL, NULL, NULL);"
    "INSERT INTO indicator_sources VALUES (7, 0, 0, 'THL 2021'), (7, 0, 1, 'Kela'), (7, 2, 0, 'Tilastokeskus');"
    "INSERT INTO indicator_subgoals VALUES (7, 0, 0, 2), (7, 0, 1, 0), (7, 1, 0, 1);"
    "INSERT INTO series VALUES (7, 0, 0, 1, NULL, NULL, NULL, 5), (7, 1, 0, 0, 'promille', 'rate', 3, NULL),"
    " (7, 2, 1, NULL, NULL, NULL, NULL, NULL), (7, 3, 2, NULL, NULL, NULL, NULL, NULL);"
    "INSERT INTO indicator_targets VALUES (7, 0, 0, 2024, 7.5, 1), (7, 0, 1, 2023, 8, NULL);"
    "INSERT INTO observations VALUES"
    " (7, 0, 0, 2019, 10.25, NULL, 1200, 9.5, 11, 'good', 'Huomaa'), (7, 0, 0, 2021, NULL, 'suppressed', NULL, NULL, "
    "NULL, NULL, NULL),"
    " (7, 0, 1, 2019, 8.45, NULL, NULL, 8, NULL, NULL, NULL), (7, 1, 2, 2023, 1, NULL, NULL, NULL, NULL, 'concerning', "
    "NULL),"
    " (7, 2, 0, 2020, 0, NULL, NULL, NULL, NULL, 'neutral', NULL), (7, 3, 0, 2020, NULL, 'not_available', NULL, NULL, "
    "NULL, NULL, NULL);"
    "INSERT INTO events VALUES (7, 0, 11, 2, 'Suunnittelu', 'Kaikki', 'planning'), (7, 1, 5, NULL, 'Valtuusto', NULL, "
    "NULL);"
    "INSERT INTO translations VALUES"
    " (7, 'plans', 0, 0, 0, 'title', 'sv', 'Plan'), (7, 'plans', 0, 0, 0, 'title', 'en', 'The plan'), (7, 'plans', 0, "
    "0, 0, 'part', 'en', 'Part'),"
    " (7, 'plans', 0, 0, 0, 'part', 'sv', 'Del'), (7, 'slogans', 1, 0, 0, 'text', 'en', 'Second'), (7, 'plan_columns', "
    "1, 0, 0, 'prompt', 'sv', 'Vad?'),"
    " (7, 'plan_columns', 2, 0, 0, 'heading', 'sv', 'resurser'), (7, 'approvals', 0, 0, 0, 'body', 'sv', "
    "'Fullmäktige'),"
    " (7, 'areas', 1, 0, 0, 'name', 'sv', 'Området'), (7, 'organisations', 1, 0, 0, 'name', 'sv', 'Två kommuner'),"
    " (7, 'members', 1, 1, 0, 'name', 'sv', 'Den andra'), (7, 'age_groups', 1, 0, 0, 'name', 'sv', 'Unga'), (7, "
    "'goals', 1, 0, 0, 'title', 'sv', 'Andra'),"
    " (7, 'goal_targets', 0, 1, 0, 'text', 'sv', 'Mål 2'), (7, 'subgoals', 2, 0, 0, 'title', 'sv', 'Tre'),"
    " (7, 'cells', 1, 0, 0, 'schedule', 'sv', 'Genast'), (7, 'cells', 3, 0, 0, 'action', 'sv', 'Åtgärd 3'),"
    " (7, 'followups', 0, 0, 2021, 'progress', 'sv', 'I början'), (7, 'figures', 0, 0, 2021, 'name', 'sv', 'Besök'),"
    " (7, 'figures', 0, 0, 2021, 'unit', 'sv', 'st'), (7, 'themes', 1, 0, 0, 'name', 'sv', 'Hälsa'), (7, "
    "'populations', 1, 0, 0, 'name', 'sv', 'Gymnasium'),"
    " (7, 'indicators', 0, 0, 0, 'title', 'sv', 'Nionde'), (7, 'indicators', 0, 0, 0, 'unit', 'sv', 'procent'),"
    " (7, 'indicator_sources', 0, 1, 0, 'text', 'sv', 'FPA'), (7, 'series', 1, 0, 0, 'unit', 'sv', 'promille (sv)'),"
    " (7, 'observations', 0, 0, 2019, 'note', 'sv', 'Obs'), (7, 'events', 0, 0, 0, 'actors', 'sv', 'Alla'), (7, "
    "'events', 1, 0, 0, 'title', 'sv', 'Fullmäktige');"

    "INSERT INTO plans VALUES (8, 'other', 'Toinen suunnitelma', NULL, NULL, NULL, NULL, 2020, 2024, 'fi', "
    "'published', NULL, NULL,"
    " 1, 2022, '" VERSION "', 1700000001);"
    "INSERT INTO organisations VALUES (8, 0, 'yhdessa', 'Yhdessä', 'municipality'), (8, 1, 'mll', 'MLL muualla', "
    "'association');"
    "INSERT INTO members VALUES (8, 0, 0, 'muu', 'Muu', NULL), (8, 0, 1, 'sote', 'Sote', NULL);"
    "INSERT INTO goals VALUES (8, 0, 'O', 'O', 'Ainoa');"
    "INSERT INTO subgoals VALUES (8, 0, 0, 'O.1', '1', 'Yksi', NULL, NULL, NULL, NULL, NULL);"
    "INSERT INTO actions VALUES (8, 0, 0, 0, 'x', NULL), (8, 1, 1, 0, NULL, NULL), (8, 2, 0, 0, 'y', NULL), (8, 3, 0, "
    "0, 'z', NULL);"
    "INSERT INTO cells VALUES (8, 0, 'action', 0, 'Eka teko'), (8, 2, 'action', 0, NULL);"
    "INSERT INTO followups VALUES (8, 0, 2020, 'in_progress', 'Silloin', 'Eki', '2020-12-01'), (8, 0, 2022, 'done', "
    "'Nyt', NULL, NULL),"
    " (8, 2, 2021, 'delayed', NULL, NULL, NULL), (8, 3, 2023, 'done', NULL, NULL, NULL);"
    "INSERT INTO figures VALUES (8, 0, 2022, 0, 'Luku', NULL, 3, NULL);"
    "INSERT INTO translations VALUES (8, 'plans', 0, 0, 0, 'title', 'sv', 'Den andra planen'), (8, 'organisations', 0, "
    "0, 0, 'name', 'sv', 'Tillsammans');"

    "INSERT INTO plans VALUES (9, 'secret', 'Luonnos', NULL, NULL, NULL, NULL, 2025, 2028, 'sv', 'draft', NULL, NULL, "
    "0, 2025,"
    " '" VERSION "', 1700000002);"
    "INSERT INTO organisations VALUES (9, 0, 'sote', 'Sote', 'other');"
    "INSERT INTO goals VALUES (9, 0, '1', '1', 'M');"
    "INSERT INTO subgoals VALUES (9, 0, 0, '1.1', NULL, 'D', NULL, NULL, NULL, NULL, NULL);"
    "INSERT INTO actions VALUES (9, 0, 0, 0, NULL, NULL);"
    "INSERT INTO followups VALUES (9, 0, 2025, 'done', NULL, NULL, NULL);"

    "INSERT INTO plans VALUES (10, 'bare', 'Paljas', NULL, NULL, NULL, NULL, 2030, 2031, 'en', NULL, NULL, NULL, 0, "
    "2030,"
    " '" VERSION "', 1700000003);"
    "INSERT INTO plan_columns VALUES (10, 0, 'subgoal', 's', NULL), (10, 1, 'action', 'a', NULL);"
    "INSERT INTO organisations VALUES (10, 0, 'o', 'O', 'other');"
    "INSERT INTO goals VALUES (10, 0, '1', '1', 'G');";

static char folder[64];

static void remove_folder(void)
{
    DIR *open = opendir(folder);
    for (struct dirent *entry = open != NULL ? readdir(open) : NULL; entry != NULL; entry = readdir(open)) {
        char path[sizeof folder + sizeof entry->d_name + 1];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        unlink(path);
    }
    if (open != NULL)
        closedir(open);
    rmdir(folder);
}

const char *plan_rows_path(const char *name)
{
    static char paths[4][256];
    static unsigned next;
    if (folder[0] == '\0') {
        strcpy(folder, "/tmp/vuosikello-test-XXXXXX");
        if (mkdtemp(folder) == NULL)
            abort();
        atexit(remove_folder);
    }
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void run(sqlite3 *handle, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(handle, sql, NULL, NULL, &message) != SQLITE_OK) {
        fprintf(stderr, "%s\n", message);
        abort();
    }
}

void plan_rows_change(const char *path, const char *sql)
{
    sqlite3 *handle = NULL;
    if (sqlite3_open(path, &handle) != SQLITE_OK)
        abort();
    run(handle, sql);
    sqlite3_close(handle);
}

void plan_rows_write(const char *path, const char *sql)
{
    char fresh[300];
    char version[96];
    snprintf(fresh, sizeof fresh, "%s.new", path);
    snprintf(version, sizeof version, "PRAGMA application_id = %d; PRAGMA user_version = %d;", SCHEMA_APPLICATION,
             SCHEMA_VERSION);
    unlink(fresh);
    sqlite3 *handle = NULL;
    if (sqlite3_open(fresh, &handle) != SQLITE_OK)
        abort();
    run(handle, "PRAGMA page_size = 1024; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = "
                "ON; BEGIN;");
    run(handle, (const char *)asset_lookup("db/schema.sql")->bytes);
    run(handle, sql);
    run(handle, "COMMIT;");
    run(handle, version);
    sqlite3_close(handle);
    if (rename(fresh, path) != 0)
        abort();
}
