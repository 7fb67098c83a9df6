/* The history of a plan's run, written through as it goes, and taken up again after a crash. */
#ifndef AGENT_JOURNAL_H
#define AGENT_JOURNAL_H

#include "json.h"
#include "win.h"

typedef struct {
  HANDLE file;
  WCHAR path[1024];
  /* The size up to the last whole line. */
  LONGLONG whole;
  long long seq;
  /* Milliseconds of earlier starts, and when this one began. */
  double before, began;
  /* The last case that was begun; 0 for none. */
  long long last_case;
  int last_case_stopped;
  /* Cases that could not be run to their end, as a list of JSON objects without brackets. */
  Text failures;
  int stopped;
  /* The names of the measurements that are there already, each with a line end behind it. */
  Text measured;
  /* The measurement that was begun and has not ended. */
  Text measuring;
  Text problem;
} Journal;

/*
 * Opens the unfinished journal of this plan in the folder, or a new one, and writes its head: `head` is its members up
 * to the date. `name` is the computer's name, or empty for one that says nothing. 0 with a `problem` on failure.
 */
int journal_open(Journal *journal, const WCHAR *folder, const char *name, const Text *head, Text *problem);
/* Writes a line. 0 when it could not be written; the journal is then whole up to the line before. */
int journal_line(Journal *journal, const Text *line);
/* Writes an event: its members after number and time. */
int journal_event(Journal *journal, const Text *members);
/* Says that the last case did not come to its end: how is `crashed` or `failed`. */
int journal_stopped(Journal *journal, const char *how, const char *message);
/* Whether this measurement is there already. */
int journal_has_measured(const Journal *journal, const char *name);
/* Says that a measurement begins, so that one that takes the machine down is passed over on the next start. */
int journal_measuring(Journal *journal, const char *name);
/* Writes a measurement: its values, or why there are none. */
int journal_measured(Journal *journal, const char *name, double took, const char *values, const char *failed);
/* Writes the last line. */
int journal_end(Journal *journal, const char *end, const Text *notes);
/* A failure of the run itself, for the last line. */
void journal_failed(Journal *journal, const char *message);
void journal_close(Journal *journal);

#endif
