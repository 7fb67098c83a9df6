/* Worker processes as their controller sees them: started, asked with a deadline, ended. */
#ifndef AGENT_PROCESS_H
#define AGENT_PROCESS_H

#include "json.h"
#include "win.h"

typedef struct {
  HANDLE process;
  HANDLE to, from, readable;
  OVERLAPPED reading;
  char *buffer;
  int is_reading;
  /* What came and is not read yet. */
  Text pending;
  unsigned long pid;
  long long last_id;
} Process;

enum { ANSWERED, GONE, LATE };

/* Starts this program as a worker and waits until it is ready. */
int process_start(Process *process, Text *problem);
/* Whether it is there and runs. */
int process_runs(const Process *process);
/* Sends a command: the members of a JSON object without its braces. Returns its id. */
long long process_send(Process *process, const char *members);
/* Waits for the answer to a command. It stays in `line`, which `json` points into. */
int process_receive(Process *process, long long id, double milliseconds, Text *line, Json *json);
/* Both. */
int process_ask(Process *process, const char *members, double milliseconds, Text *line, Json *json);
/* Ends it at once and waits until it is gone; what it owned is given up then. */
void process_kill(Process *process);

#endif
