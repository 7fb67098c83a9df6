#include "frame.h"

#include "crc.h"

/* Kind, offset and length; the sum. */
#define HEAD 10
#define SUM 8
#define LEAST_PIECE 16
#define MOST_PIECE 1024
/* So often is a piece sent as it is. On a line that spoils 1 % of bytes a long one gets through sooner than its parts. */
#define TRIES_WHOLE 3
#define LEAST_PATIENCE 4.0
#define MOST_PATIENCE 4000.0
#define LONGEST_MESSAGE (1024 * 1024)
/* With what others may have said before it on the same line. */
#define LONGEST_LINE (MOST_PIECE + 1024)
#define OFFSETS 0xffffffu

void frames_begin(Frames *frames, Wire wire) {
  text_free(&frames->line);
  text_free(&frames->message);
  *frames = (Frames){0};
  frames->wire = wire;
  frames->piece = 256;
  frames->patience = 100;
}

static void add_hex(Text *text, unsigned number, int digits) {
  char all[8];
  crc32_digits(number, all);
  text_add_bytes(text, all + 8 - digits, (size_t)digits);
}

/* The value of hexadecimal digits, or -1. */
static long hex_of(const char *text, int digits) {
  long value = 0;
  for (int at = 0; at < digits; at++) {
    char digit = text[at];
    int part = digit >= '0' && digit <= '9' ? digit - '0' : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
    if (part < 0) return -1;
    value = value * 16 + part;
  }
  return value;
}

static int put(Frames *frames, char kind, unsigned offset, const char *data, size_t length) {
  Text out = {0};
  text_add(&out, "\n~");
  text_add_bytes(&out, &kind, 1);
  add_hex(&out, offset & OFFSETS, 6);
  add_hex(&out, (unsigned)length, 3);
  text_add_bytes(&out, data, length);
  add_hex(&out, crc32_of(0, out.data + 2, out.length - 2), SUM);
  text_add(&out, "\n\n");
  int done = frames->wire.write(frames->wire.context, out.data, out.length);
  text_free(&out);
  return done;
}

/* What a line is. */
enum { FOREIGN, RUINED, CONFIRMED, WANTED_AGAIN, SEEN_BEFORE, PIECE, LAST, NEW_SESSION };

static int begin_session(Frames *frames, unsigned session) {
  int is_new = session != frames->session;
  if (is_new) {
    frames->session = session;
    frames->sending = frames->expected = 0;
    text_clear(&frames->message);
  }
  put(frames, 'S', session, "", 0);
  return is_new ? NEW_SESSION : FOREIGN;
}

static int take_piece(Frames *frames, char kind, unsigned offset, const char *data, size_t length) {
  if (offset != frames->expected) return SEEN_BEFORE;
  frames->expected = (frames->expected + (unsigned)length) & OFFSETS;
  /* A message without end is none; what follows is not it either, and is refused as no JSON. */
  if (frames->message.length + length <= LONGEST_MESSAGE) text_add_bytes(&frames->message, data, length);
  return kind == 'E' ? LAST : PIECE;
}

/* The frame that begins here, which must go to the end of the line. */
static int take_frame(Frames *frames, const char *frame, size_t size) {
  char sum[SUM];
  if (size < HEAD + SUM) return RUINED;
  long offset = hex_of(frame + 1, 6), length = hex_of(frame + 7, 3);
  if (offset < 0 || length < 0 || size != HEAD + (size_t)length + SUM) return RUINED;
  crc32_digits(crc32_of(0, frame, size - SUM), sum);
  for (size_t at = 0; at < SUM; at++) {
    if (sum[at] != frame[size - SUM + at]) return RUINED;
  }
  switch (frame[0]) {
    case 'R': return begin_session(frames, (unsigned)offset);
    case 'A': frames->confirmed = (unsigned)offset; return CONFIRMED;
    case 'N': frames->confirmed = (unsigned)offset; return WANTED_AGAIN;
    case 'D':
    case 'E': return take_piece(frames, frame[0], (unsigned)offset, frame + HEAD, (size_t)length);
    default: return FOREIGN;
  }
}

/* Others may have left half a line before it, and a sign may be doubled. */
static int take_line(Frames *frames) {
  int what = FOREIGN;
  size_t length = frames->line.length;
  for (size_t at = 0; at < length && (what == FOREIGN || what == RUINED); at++) {
    if (frames->line.data[at] == '~') what = take_frame(frames, frames->line.data + at + 1, length - at - 1);
  }
  frames->line.length = 0;
  return what;
}

/* Reads up to the end of a line; 1, 0 when there is none in time, or -1. */
static int read_line(Frames *frames, double until) {
  for (;;) {
    char byte;
    double left = until - frames->wire.now();
    long count = frames->wire.read(frames->wire.context, &byte, 1, left < 0 ? 0 : left);
    if (count < 0) return -1;
    if (count == 0) {
      if (frames->wire.now() >= until) return 0;
    } else if (byte == '\n') {
      int whole = frames->line.length > 0 && !frames->too_long;
      frames->too_long = 0;
      if (whole) return 1;
      frames->line.length = 0;
    } else if (frames->line.length < LONGEST_LINE) {
      text_add_bytes(&frames->line, &byte, 1);
    } else {
      frames->too_long = 1;
    }
  }
}

static void slow_down(Frames *frames, int was_silence, int times) {
  if (times % TRIES_WHOLE == 0) frames->piece = frames->piece / 2 < LEAST_PIECE ? LEAST_PIECE : frames->piece / 2;
  if (was_silence) frames->patience *= 1.25;
  if (frames->patience > MOST_PATIENCE) frames->patience = MOST_PATIENCE;
}

/* Of a piece that was sent more than once nobody knows which one was confirmed, so its time tells nothing. */
static void speed_up(Frames *frames, double took, int was_sent_once) {
  frames->piece += frames->piece / 8 + 1;
  if (frames->piece > MOST_PIECE) frames->piece = MOST_PIECE;
  /* Some times what it took, so that a slow line is not flooded. */
  if (was_sent_once) frames->patience = frames->patience * 0.75 + took * 4 * 0.25;
  if (frames->patience < LEAST_PATIENCE) frames->patience = LEAST_PATIENCE;
}

enum { ADVANCED, AGAIN, SILENCE, ALL_THERE, NOBODY };

/* Waits for word on what was sent from `sending` on, `most` bytes at most. */
static int await_word(Frames *frames, size_t most, double until) {
  for (;;) {
    int read = read_line(frames, until);
    if (read <= 0) return read < 0 ? NOBODY : SILENCE;
    unsigned expected = frames->expected;
    size_t length = frames->message.length;
    int what = take_line(frames);
    if (what == NEW_SESSION) return NOBODY;
    if (what == RUINED) return AGAIN;
    if (what == CONFIRMED || what == WANTED_AGAIN) {
      unsigned further = (frames->confirmed - frames->sending) & OFFSETS;
      if (further > 0 && further <= most) return ADVANCED;
      /* Word on what is long done is passed over, or each would bring another copy. */
      if (what == WANTED_AGAIN && further == 0) return AGAIN;
    }
    if (what == PIECE || what == LAST) {
      /* Who asks anew has the whole answer: only its confirmation was lost. It will send the piece again. */
      frames->expected = expected;
      frames->message.length = length;
      return ALL_THERE;
    }
  }
}

int frames_send(Frames *frames, const Text *message, double milliseconds) {
  double until = frames->wire.now() + milliseconds;
  size_t done = 0;
  while (done < message->length) {
    double first = frames->wire.now();
    /* The farthest that was ever sent from here: so far may be confirmed. */
    size_t most = 0;
    int times = 0;
    for (int word = AGAIN; word == AGAIN || word == SILENCE; times++) {
      size_t length = message->length - done < frames->piece ? message->length - done : frames->piece;
      if (length > most) most = length;
      int last = done + length == message->length;
      if (!put(frames, last ? 'E' : 'D', frames->sending, message->data + done, length)) return 0;
      double soon = frames->wire.now() + frames->patience;
      word = await_word(frames, most, soon < until ? soon : until);
      int again = word == AGAIN || word == SILENCE;
      if (word == NOBODY || (again && frames->wire.now() >= until)) return 0;
      if (again) slow_down(frames, word == SILENCE, times + 1);
      if (word == ALL_THERE) {
        frames->sending = (frames->sending + (unsigned)(message->length - done)) & OFFSETS;
        return 1;
      }
    }
    done += (frames->confirmed - frames->sending) & OFFSETS;
    frames->sending = frames->confirmed;
    speed_up(frames, frames->wire.now() - first, times == 1);
  }
  return 1;
}

int frames_receive(Frames *frames, Text *message, double milliseconds) {
  double until = frames->wire.now() + milliseconds;
  for (;;) {
    int read = read_line(frames, until);
    if (read <= 0) return read;
    int what = take_line(frames);
    if (what == RUINED) put(frames, 'N', frames->expected, "", 0);
    if (what == SEEN_BEFORE || what == PIECE || what == LAST) put(frames, 'A', frames->expected, "", 0);
    if (what != LAST) continue;
    text_clear(message);
    text_add_bytes(message, frames->message.data, frames->message.length);
    frames->message.length = 0;
    return 1;
  }
}
