/* Longer than 250 lines: a reader and a writer of all of JSON, which share what a string may hold. */
#include "json.h"

/* Deeper than anything that is ever sent; bounds the stack. */
#define MOST_DEPTH 32
#define MOST_VALUES 100000

typedef struct {
  Json *json;
  const char *text;
  size_t at, length;
} Reader;

static int read_value(Reader *reader, int depth);

static int peek(const Reader *reader) {
  return reader->at < reader->length ? (unsigned char)reader->text[reader->at] : -1;
}

static int take(Reader *reader, int character) {
  if (peek(reader) != character) return 0;
  reader->at++;
  return 1;
}

static void skip_blanks(Reader *reader) {
  while (peek(reader) == ' ' || peek(reader) == '\t' || peek(reader) == '\r' || peek(reader) == '\n') reader->at++;
}

static int is_digit(int character) { return character >= '0' && character <= '9'; }

static int hex_value(int character) {
  if (is_digit(character)) return character - '0';
  if (character >= 'a' && character <= 'f') return character - 'a' + 10;
  if (character >= 'A' && character <= 'F') return character - 'A' + 10;
  return -1;
}

/* The place of a new value, or -1 when there are too many. */
static int new_value(Reader *reader, JsonKind kind) {
  Json *json = reader->json;
  if (json->count >= MOST_VALUES) return -1;
  if (json->count == json->room) {
    json->room = json->room == 0 ? 64 : json->room * 2;
    json->values = memory_resize(json->values, (size_t)json->room * sizeof *json->values);
  }
  JsonValue *value = &json->values[json->count];
  value->kind = kind;
  value->start = value->end = reader->at;
  value->next = json->count + 1;
  return json->count++;
}

/* The length of the UTF-8 character that begins here; 0 when it is none. */
static size_t character_length(const Reader *reader) {
  const unsigned char *bytes = (const unsigned char *)reader->text + reader->at;
  size_t left = reader->length - reader->at;
  size_t length = bytes[0] < 0x80 ? 1 : bytes[0] < 0xc2 ? 0 : bytes[0] < 0xe0 ? 2 : bytes[0] < 0xf0 ? 3 : bytes[0] < 0xf5 ? 4 : 0;
  if (length == 0 || length > left) return 0;
  for (size_t each = 1; each < length; each++) {
    if ((bytes[each] & 0xc0) != 0x80) return 0;
  }
  /* Overlong forms, surrogates, and what is beyond the last character. */
  if (bytes[0] == 0xe0 && bytes[1] < 0xa0) return 0;
  if (bytes[0] == 0xed && bytes[1] > 0x9f) return 0;
  if (bytes[0] == 0xf0 && bytes[1] < 0x90) return 0;
  if (bytes[0] == 0xf4 && bytes[1] > 0x8f) return 0;
  return length;
}

static int read_escape(Reader *reader) {
  int character = peek(reader);
  if (character < 0) return 0;
  reader->at++;
  if (character == 'u') {
    for (int each = 0; each < 4; each++) {
      if (hex_value(peek(reader)) < 0) return 0;
      reader->at++;
    }
    return 1;
  }
  for (const char *known = "\"\\/bfnrt"; *known != 0; known++) {
    if (*known == character) return 1;
  }
  return 0;
}

static int read_string(Reader *reader) {
  if (!take(reader, '"')) return 0;
  int value = new_value(reader, JSON_STRING);
  if (value < 0) return 0;
  for (;;) {
    int character = peek(reader);
    if (character < 0x20) return 0;
    if (character == '"') break;
    if (character == '\\') {
      reader->at++;
      if (!read_escape(reader)) return 0;
    } else {
      size_t length = character_length(reader);
      if (length == 0) return 0;
      reader->at += length;
    }
  }
  reader->json->values[value].end = reader->at;
  reader->at++;
  return 1;
}

static int read_digits(Reader *reader) {
  if (!is_digit(peek(reader))) return 0;
  while (is_digit(peek(reader))) reader->at++;
  return 1;
}

static int read_number(Reader *reader) {
  int value = new_value(reader, JSON_NUMBER);
  if (value < 0) return 0;
  take(reader, '-');
  if (!take(reader, '0') && !read_digits(reader)) return 0;
  if (take(reader, '.') && !read_digits(reader)) return 0;
  if (peek(reader) == 'e' || peek(reader) == 'E') {
    reader->at++;
    if (!take(reader, '+')) take(reader, '-');
    if (!read_digits(reader)) return 0;
  }
  reader->json->values[value].end = reader->at;
  return 1;
}

static int read_word(Reader *reader, const char *word, JsonKind kind) {
  int value = new_value(reader, kind);
  if (value < 0) return 0;
  for (; *word != 0; word++) {
    if (!take(reader, *word)) return 0;
  }
  reader->json->values[value].end = reader->at;
  return 1;
}

static int read_members(Reader *reader, int depth, int closing) {
  skip_blanks(reader);
  if (take(reader, closing)) return 1;
  for (;;) {
    if (closing == '}') {
      skip_blanks(reader);
      if (!read_string(reader)) return 0;
      skip_blanks(reader);
      if (!take(reader, ':')) return 0;
    }
    if (!read_value(reader, depth)) return 0;
    skip_blanks(reader);
    if (take(reader, closing)) return 1;
    if (!take(reader, ',')) return 0;
  }
}

static int read_container(Reader *reader, int depth, JsonKind kind) {
  int value = new_value(reader, kind);
  if (value < 0 || depth >= MOST_DEPTH) return 0;
  reader->at++;
  if (!read_members(reader, depth + 1, kind == JSON_OBJECT ? '}' : ']')) return 0;
  reader->json->values[value].end = reader->at;
  reader->json->values[value].next = reader->json->count;
  return 1;
}

static int read_value(Reader *reader, int depth) {
  skip_blanks(reader);
  switch (peek(reader)) {
    case '{': return read_container(reader, depth, JSON_OBJECT);
    case '[': return read_container(reader, depth, JSON_ARRAY);
    case '"': return read_string(reader);
    case 't': return read_word(reader, "true", JSON_TRUE);
    case 'f': return read_word(reader, "false", JSON_FALSE);
    case 'n': return read_word(reader, "null", JSON_NULL);
    default: return read_number(reader);
  }
}

int json_read(Json *json, const char *text, size_t length) {
  Reader reader = {json, text, 0, length};
  json->text = text;
  json->count = 0;
  if (!read_value(&reader, 0)) return 0;
  skip_blanks(&reader);
  return reader.at == length;
}

void json_free(Json *json) {
  memory_give(json->values);
  json->values = NULL;
  json->count = json->room = 0;
}

static int kind_is(const Json *json, int value, JsonKind kind) {
  return value >= 0 && value < json->count && json->values[value].kind == kind;
}

int json_member(const Json *json, int object, const char *name) {
  int found = -1;
  if (!kind_is(json, object, JSON_OBJECT)) return -1;
  for (int each = object + 1; each < json->values[object].next; each = json->values[each + 1].next) {
    if (json_is(json, each, name)) found = each + 1;
  }
  return found;
}

int json_first(const Json *json, int array) {
  if (!kind_is(json, array, JSON_ARRAY)) return -1;
  return array + 1 < json->values[array].next ? array + 1 : -1;
}

int json_next(const Json *json, int array, int element) {
  int next = json->values[element].next;
  return next < json->values[array].next ? next : -1;
}

int json_integer(const Json *json, int value, long long *number) {
  if (!kind_is(json, value, JSON_NUMBER)) return 0;
  const char *text = json->text + json->values[value].start;
  size_t length = json->values[value].end - json->values[value].start;
  int negative = text[0] == '-';
  long long sum = 0;
  if (length - (size_t)negative > 15) return 0;
  for (size_t at = (size_t)negative; at < length; at++) {
    if (!is_digit(text[at])) return 0;
    sum = sum * 10 + (text[at] - '0');
  }
  *number = negative ? -sum : sum;
  return 1;
}

int json_is(const Json *json, int value, const char *string) {
  if (!kind_is(json, value, JSON_STRING)) return 0;
  const JsonValue *found = &json->values[value];
  return bytes_equal(json->text + found->start, found->end - found->start, string);
}

int json_is_true(const Json *json, int value) { return kind_is(json, value, JSON_TRUE); }

static void add_character(Text *text, unsigned long code) {
  char bytes[4];
  size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  static const unsigned char leads[] = {0, 0, 0xc0, 0xe0, 0xf0};
  for (size_t at = length - 1; at > 0; at--) {
    bytes[at] = (char)(0x80 | (code & 0x3f));
    code >>= 6;
  }
  bytes[0] = (char)(leads[length] | code);
  text_add_bytes(text, bytes, length);
}

static unsigned long four_digits(const char *digits) {
  unsigned long code = 0;
  for (int each = 0; each < 4; each++) code = code * 16 + (unsigned long)hex_value((unsigned char)digits[each]);
  return code;
}

/* Adds what the escape after the backslash at `at` stands for; returns where the text goes on. */
static size_t add_escaped(Text *text, const char *string, size_t at, size_t end) {
  static const char plain[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
  for (int each = 0; plain[each] != 0; each++) {
    if (string[at] != plain[each]) continue;
    text_add_bytes(text, &meant[each], 1);
    return at + 1;
  }
  unsigned long code = four_digits(string + at + 1);
  at += 5;
  int pairs = code >= 0xd800 && code < 0xdc00 && end - at >= 6 && string[at] == '\\' && string[at + 1] == 'u';
  unsigned long second = pairs ? four_digits(string + at + 2) : 0;
  if (second >= 0xdc00 && second < 0xe000) {
    code = 0x10000 + ((code - 0xd800) << 10) + (second - 0xdc00);
    at += 6;
  } else if (code >= 0xd800 && code < 0xe000) {
    code = 0xfffd;
  }
  add_character(text, code);
  return at;
}

int json_string(const Json *json, int value, Text *text) {
  text_clear(text);
  if (!kind_is(json, value, JSON_STRING)) return 0;
  size_t at = json->values[value].start, end = json->values[value].end;
  while (at < end) {
    size_t begin = at;
    while (at < end && json->text[at] != '\\') at++;
    text_add_bytes(text, json->text + begin, at - begin);
    if (at < end) at = add_escaped(text, json->text, at + 1, end);
  }
  return 1;
}

void json_add_bytes(Text *text, const char *bytes, size_t length) {
  static const char hex[] = "0123456789abcdef";
  text_add(text, "\"");
  for (size_t at = 0; at < length; at++) {
    unsigned char byte = (unsigned char)bytes[at];
    if (byte == '"' || byte == '\\') {
      text_add(text, "\\");
      text_add_bytes(text, bytes + at, 1);
    } else if (byte < 0x20) {
      char escape[] = {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]};
      text_add_bytes(text, escape, sizeof escape);
    } else {
      text_add_bytes(text, bytes + at, 1);
    }
  }
  text_add(text, "\"");
}

void json_add_string(Text *text, const char *string) { json_add_bytes(text, string, string_length(string)); }
