/* Messages of the installer to its client, and how a client without a user answers them. */
#ifndef AGENT_MESSAGES_H
#define AGENT_MESSAGES_H

enum { BUTTON_OK = 1, BUTTON_CANCEL = 2, BUTTON_ABORT = 3, BUTTON_NO = 7 };

#define MESSAGE_ERROR 0x01000000u
#define MESSAGE_RESOLVESOURCE 0x06000000u
#define MESSAGE_ACTIONSTART 0x08000000u

/* INSTALLLOGMODE bits: action starts, and everything that could otherwise open a dialog. */
#define MESSAGE_FILTER (1u << 0 | 1u << 1 | 1u << 2 | 1u << 3 | 1u << 5 | 1u << 6 | 1u << 7 | 1u << 8 | 1u << 0x19)

static inline unsigned kind_of(unsigned message) { return message & 0xff000000u; }

/* The button to press. Nothing is left to the internal user interface, which would wait for somebody. */
static inline int answer_to(unsigned message, int number) {
  static const int refusing[] = {BUTTON_OK,     BUTTON_CANCEL, BUTTON_ABORT, BUTTON_CANCEL,
                                 BUTTON_NO,     BUTTON_CANCEL, BUTTON_CANCEL};
  unsigned kind = kind_of(message), style = message & 0xf;
  if (kind == MESSAGE_RESOLVESOURCE) return 0;
  /* A suspended installation: OK rolls it back. */
  if (kind == MESSAGE_ERROR && number == 1704) return BUTTON_OK;
  /* Another installation is in progress, asked at full and reduced UI. */
  if (kind == MESSAGE_ERROR && number == 1500) return BUTTON_CANCEL;
  return style < sizeof refusing / sizeof *refusing ? refusing[style] : BUTTON_OK;
}

/* The number of an error in the text of its message, as in "Error 1500. ..."; 0 where there is none. */
static inline int first_number(const char *text) {
  int number = 0;
  while (*text != 0 && (*text < '0' || *text > '9')) text++;
  for (; *text >= '0' && *text <= '9' && number < 100000; text++) number = number * 10 + (*text - '0');
  return number;
}

#endif
