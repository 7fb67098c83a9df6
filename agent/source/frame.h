/*
 * Messages over a line that loses, doubles and garbles bytes and on which others talk too, as a serial line does. One
 * side asks, the other answers. Each piece of a message is a line of its own, sent again until it is confirmed:
 *
 *   LF ~ KIND OFFSET LENGTH DATA CRC LF LF
 *
 * KIND is D of a piece, E of the last piece of a message, A of a confirmation, N of a ruined line that came, R of a new
 * session and S of its confirmation. OFFSET, six hexadecimal digits, counts the bytes of data of this direction; of A
 * and N it is the one that is waited for, of R and S the number of the session. LENGTH has three digits. CRC-32 goes
 * over all from KIND on. DATA has no line ends. Lines of others are passed over.
 */
#ifndef AGENT_FRAME_H
#define AGENT_FRAME_H

#include "text.h"

/* How bytes are moved; `read` returns how many came within so many milliseconds, or -1 when the line is gone. */
typedef struct {
  long (*read)(void *context, char *bytes, size_t room, double milliseconds);
  int (*write)(void *context, const char *bytes, size_t length);
  double (*now)(void);
  void *context;
} Wire;

typedef struct {
  Wire wire;
  unsigned session;
  /* The offset that is sent next, and the one that is waited for. */
  unsigned sending, expected;
  /* What the other side confirmed last. */
  unsigned confirmed;
  /* Bytes of a piece: fewer after a loss, more after a success. */
  size_t piece;
  /* How long a confirmation may take, in milliseconds. */
  double patience;
  Text line;
  int too_long;
  /* The pieces of the message that is coming. */
  Text message;
} Frames;

void frames_begin(Frames *frames, Wire wire);
/* Sends a message, which is not empty. 0 when it is not confirmed within so many milliseconds, or nobody wants it. */
int frames_send(Frames *frames, const Text *message, double milliseconds);
/* Waits for a message: 1, 0 when none came in time, or -1 when the line is gone. */
int frames_receive(Frames *frames, Text *message, double milliseconds);

#endif
