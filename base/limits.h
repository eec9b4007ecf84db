/* Every size that the program holds itself to, in one place. A limit that is reached is told as STATUS_LIMIT
 * with its value in the message. */
#ifndef VK_BASE_LIMITS_H
#define VK_BASE_LIMITS_H

#define KIB ((size_t)1024)
#define MIB (1024 * KIB)

/* Import */
#define LIMIT_PLAN_FILE (64 * MIB)     /* bytes of one plan file */
#define LIMIT_TEXT (64 * KIB)          /* bytes of one text of a plan, after NFC */
#define LIMIT_IMPORT_ERRORS 50         /* messages told for one file */
#define LIMIT_JSON_DEPTH 32            /* nesting of a plan file */
#define LIMIT_ORGANISATIONS 1000       /* in one plan */
#define LIMIT_GOALS 100
#define LIMIT_SUBGOALS 2000
#define LIMIT_ACTIONS 50000
#define LIMIT_INDICATORS 2000
#define LIMIT_OBSERVATIONS 500000
#define LIMIT_FOLLOWUPS 200000
#define LIMIT_EVENTS 1000
#define LIMIT_LIST 5000                /* items of any other list of a plan file */
#define LIMIT_WORDBOOK 100000         /* different words of a plan's texts in one language; further ones stay whole */
#define LIMIT_WORDBOOK_BYTES (16 * MIB) /* of the book that keeps their break points */
#define LIMIT_SEARCHED (256 * KIB)      /* bytes of words by which one thing of a plan is found; further ones are not */
#define LIMIT_WARNINGS 500             /* kept with one plan */
#define LIMIT_NAMED_REFERENCES 1000    /* cells that refer to a subgoal by its name; more are not looked for */

/* One piece of work */
#define LIMIT_REQUEST_MEMORY (256 * MIB) /* default ceiling of a request's arena */
#define LIMIT_REQUEST_MS 10000           /* default deadline of a request */
#define LIMIT_PDF (128 * MIB)            /* bytes of one report, and of any other answer of the service */
#define LIMIT_PAGES 20000                /* pages of one report */
#define LIMIT_HTML (8 * MIB)             /* bytes of one report as a page */
#define LIMIT_NESTING 24                 /* things open in one another while a document is filled */
#define LIMIT_TABLE_ROWS 1000000         /* rows of one table */

/* The command */
#define LIMIT_COMMAND_MEMORY (2048 * MIB) /* ceiling of a command's arena */
#define LIMIT_JOBS 64                     /* worker processes of `reports` */
#define LIMIT_LISTING (64 * MIB)          /* bytes that a command prints */

/* Verifying a report, which may be any file */
#define LIMIT_XMP MIB                /* bytes of one packet of metadata; ours stay below */
#define LIMIT_XML_DEPTH 32           /* nesting of its elements */
#define LIMIT_PLANS_READ 2001        /* plans that one report tells of: its own, and one a subgoal */

/* Requests */
#define LIMIT_PATH 512                  /* bytes of an address' path */
#define LIMIT_QUERY 4096                /* bytes of an address' query, still encoded */
#define LIMIT_REQUEST_TEXT 120          /* characters of `meeting` and of `attachment` */
#define LIMIT_SEARCH_TEXT 120           /* characters of what is searched for; further ones are not read */
#define LIMIT_SEARCH_WORDS 12           /* words of it */

#define LIMIT_SEARCH_HITS 100           /* things told of one search */

/* Messages */
#define LIMIT_ERR_TEXT 512              /* bytes of one error message, its end included */

#endif
