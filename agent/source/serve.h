/* Serves a controller over a way: single operations, and whole interleavings at once. */
#ifndef AGENT_SERVE_H
#define AGENT_SERVE_H

#include "way.h"

/* Serves until nobody comes any more. Returns the exit code. */
int serve_main(Way *way);

#endif
