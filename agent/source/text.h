/* Growing UTF-8 text, and the memory and string functions that a program without a C runtime brings itself. */
#ifndef AGENT_TEXT_H
#define AGENT_TEXT_H

#include <stddef.h>

/* A text that grows. `data` is always terminated by a zero byte once something was added. */
typedef struct {
  char *data;
  size_t length;
  size_t room;
} Text;

/* Each ends the program when there is no memory: nothing sensible can be done then. */
void *memory_take(size_t size);
void *memory_resize(void *memory, size_t size);
void memory_give(void *memory);

void text_clear(Text *text);
void text_free(Text *text);
void text_add(Text *text, const char *string);
void text_add_bytes(Text *text, const char *bytes, size_t length);
void text_add_number(Text *text, long long number);

int string_equals(const char *left, const char *right);
size_t string_length(const char *string);
/* Whether `bytes`, which has no terminator, is this string. */
int bytes_equal(const char *bytes, size_t length, const char *string);
/* A whole decimal number without a sign; -1 for anything else. */
long long number_of(const char *string);

#endif
