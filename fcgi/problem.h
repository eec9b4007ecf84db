/* Errors as answers: a page for a reader, application/problem+json (RFC 9457) for a program. */
#ifndef VK_FCGI_PROBLEM_H
#define VK_FCGI_PROBLEM_H

#include "fcgi/answer.h"

/* Replaces whatever the response was by the error of this HTTP status; what is told in the job's error is shown where it
 * is the asker's to mend (400, 404). Also where memory was out: then the job's arena is reset first. */
void answer_problem(struct answer *answer, int status);

#endif
