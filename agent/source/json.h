/* Reads and writes JSON (RFC 8259). The reader keeps positions only; nothing of a text is copied until it is asked for. */
#ifndef AGENT_JSON_H
#define AGENT_JSON_H

#include "text.h"

typedef enum { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT } JsonKind;

typedef struct {
  JsonKind kind;
  /* Where the value stands in the text; of a string, without its quotes. */
  size_t start, end;
  /* The value after this one and all that is in it. */
  int next;
} JsonValue;

/* A text that was read. Value 0 is the whole. An object holds names and values in turn. */
typedef struct {
  const char *text;
  JsonValue *values;
  int count;
  int room;
} Json;

/* Reads one value, with nothing but blanks around it. Returns whether the text is one. The text must outlive it. */
int json_read(Json *json, const char *text, size_t length);
void json_free(Json *json);

/* The member of this name, the last one where there are several; -1 where there is none or `object` is no object. */
int json_member(const Json *json, int object, const char *name);
/* The first element of an array, or -1; the next one, or -1. */
int json_first(const Json *json, int array);
int json_next(const Json *json, int array, int element);

/* Whether the value is a whole number that fits; it is then in `number`. A value of -1 is none. */
int json_integer(const Json *json, int value, long long *number);
/* Whether the value is a string; its text, without escapes, is then in `text`. */
int json_string(const Json *json, int value, Text *text);
/* Whether the value is this string. Strings with escapes are not compared. */
int json_is(const Json *json, int value, const char *string);
int json_is_true(const Json *json, int value);

/* Adds a string with its quotes and the escapes it needs. */
void json_add_string(Text *text, const char *string);
void json_add_bytes(Text *text, const char *bytes, size_t length);

#endif
