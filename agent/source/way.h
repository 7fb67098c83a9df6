/* Ways to a controller: each moves messages, which are lines of JSON. */
#ifndef AGENT_WAY_H
#define AGENT_WAY_H

#include "win.h"

typedef struct Way Way;
struct Way {
  /* Waits for a message. 1, 0 when none came within so many milliseconds, or -1 when the controller is gone. */
  int (*receive)(Way *way, Text *message, double milliseconds);
  /* Returns 0 when the controller is gone. */
  int (*send)(Way *way, const Text *message);
  /* Waits for a controller. 0 when none can come, with a `problem`. */
  int (*meet)(Way *way, Text *problem);
  void (*part)(Way *way);
  /* Whether another controller may come when this one is gone. */
  int again;
  /* Whether the controller has to name the token; the agent says who it is before it is asked. */
  int needs_token, greets;
  /* Milliseconds after which a silent controller is taken for gone; 0 for never. */
  double idle;
};

/* Standard input and output, as over ssh. */
Way *way_stdio(void);
/* A TCP connection to `address`, or one that comes to it; host and port. NULL with a `problem`. */
Way *way_dial(const char *address, Text *problem);
Way *way_listen(const char *address, Text *problem);
/* A serial port, like COM1. */
Way *way_serial(const char *port, Text *problem);

#endif
