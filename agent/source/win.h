/* What all parts need of Windows: nothing here is newer than NT 5.0. */
#ifndef AGENT_WIN_H
#define AGENT_WIN_H

#include <windows.h>

#include "text.h"

/* A copy as UTF-16; the caller gives it back with memory_give. */
WCHAR *wide_of(const char *string);
void text_add_wide(Text *text, const WCHAR *string);
void text_add_wide_length(Text *text, const WCHAR *string, int length);

/* The function, or NULL where this Windows has none of that name. */
FARPROC function_of(const char *library, const char *name);
/* A test can have a function, library or right treated as missing: MSICONFORM_AGENT_WITHOUT names them, with commas. */
int is_left_out(const char *name);
/* Puts a function that was looked up into a pointer of another type, without a cast that a compiler warns of. */
#define PUT_FUNCTION(pointer, library, name)              \
  do {                                                    \
    FARPROC found = function_of(library, name);           \
    __builtin_memcpy(&(pointer), &found, sizeof(pointer)); \
  } while (0)

/* Adds the value of an environment variable; returns whether there is one that is not empty. */
int environment_value(const WCHAR *name, Text *text);

/* Ends this process at once, whatever its other threads do. */
void end_process(unsigned code) __attribute__((noreturn));

/* Milliseconds, with thousandths, that never go backwards; from some moment on. */
double now(void);

/* Milliseconds since 1970, by the clock of the machine, which may be set. */
long long unix_time(void);

/* Adds "NAME gave error NUMBER". */
void add_last_error(Text *text, const char *name, DWORD error);

/* Random enough for names: 32 bits. */
unsigned random_number(void);

#endif
