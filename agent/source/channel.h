/* Lines over standard input and output, read and written without waiting for anything else. */
#ifndef AGENT_CHANNEL_H
#define AGENT_CHANNEL_H

#include "json.h"
#include "win.h"

/* No line of ours is longer, in bytes. */
#define LONGEST_LINE (1024 * 1024)

/* The next line, without its end, or 0 when the other side is gone or the line is too long. Waits. */
int read_line(Text *line);
/* The next line as JSON; lines that are none are answered with an error and passed over. 0 at the end. */
int read_command(Text *line, Json *json);
/* Writes the text and an end of line. */
void send_line(const Text *text);

#endif
