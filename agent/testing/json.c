/*
 * Tries the agent's JSON reader on the machine that builds it.
 *   json fuzz SEED COUNT   reads so many lines that are nearly JSON; a sanitizer tells what goes wrong
 *   json read              says for each line of standard input whether it is JSON, and writes it again
 *   json events            reads a line of XML each, as the event log gives it, and writes what matters of it
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../source/eventxml.h"
#include "../source/json.h"

static unsigned long long state;

static unsigned random_below(unsigned bound) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (unsigned)((state >> 11) % bound);
}

/* Goes through all that was read, as its users do. */
static void use(const Json *json, int value, Text *text, int *seen) {
  long long number;
  (*seen)++;
  json_string(json, value, text);
  json_integer(json, value, &number);
  json_member(json, value, "id");
  json_is(json, value, "advance");
  for (int each = json_first(json, value); each >= 0; each = json_next(json, value, each)) use(json, each, text, seen);
}

static const char *const SEEDS[] = {
    "{\"id\":1,\"do\":\"start\",\"action\":\"INSTALL\",\"level\":2,\"withUi\":false,\"hold\":true}",
    "{\"id\":12,\"do\":\"author\",\"fixture\":{\"path\":\"C:\\\\a\\\\\\u00e9.msi\",\"registers\":true}}",
    "{\"buttons\":{\"1500\":[4,4,2]},\"after\":null,\"n\":-1.5e+10}",
    "[[[[[[\"\\ud83d\\ude00\"]]]]],{},[],\"\",0,true,false,null]",
    "{\"case\":3,\"steps\":[{\"process\":1,\"op\":\"start\",\"action\":\"ADMIN\",\"ui\":\"full\"},{\"process\":0,\"op\":\"probe\"}]}",
};

static void mutate(Text *line) {
  static const char telling[] = "{}[]\",:\\u0123456789abcdefDdEe+-.tfn \t\x00\x1f\x7f\x80\xc2\xe0\xed\xf0\xf4\xff";
  unsigned times = random_below(6);
  while (times-- > 0 && line->length > 0) {
    unsigned at = random_below((unsigned)line->length);
    switch (random_below(4)) {
      case 0: line->data[at] = telling[random_below(sizeof telling - 1)]; break;
      case 1: line->data[at] = (char)random_below(256); break;
      case 2: line->length = at; break;
      default: {
        unsigned length = random_below((unsigned)line->length - at + 1);
        char copy[4096];
        if (length > sizeof copy) length = sizeof copy;
        memcpy(copy, line->data + at, length);
        if (line->length < 20000) text_add_bytes(line, copy, length);
      }
    }
  }
}

static int fuzz(unsigned long long seed, long count) {
  Json json = {0};
  Text line = {0}, text = {0};
  long read = 0;
  state = seed * 2654435761u + 88172645463325252ull;
  for (long each = 0; each < count; each++) {
    if (line.length == 0 || random_below(3) == 0) {
      text_clear(&line);
      text_add(&line, SEEDS[random_below(sizeof SEEDS / sizeof *SEEDS)]);
    }
    mutate(&line);
    /* A copy of its own size, so that a byte beyond it is seen. */
    char *exact = malloc(line.length == 0 ? 1 : line.length);
    if (line.length > 0) memcpy(exact, line.data, line.length);
    if (json_read(&json, exact, line.length)) {
      int seen = 0;
      use(&json, 0, &text, &seen);
      read++;
    }
    free(exact);
  }
  printf("%ld lines, %ld of them JSON\n", count, read);
  json_free(&json);
  text_free(&line);
  text_free(&text);
  return 0;
}

static void write_again(const Json *json, int value, Text *out) {
  Text text = {0};
  const JsonValue *found = &json->values[value];
  if (found->kind == JSON_STRING) {
    json_string(json, value, &text);
    json_add_bytes(out, text.data, text.length);
  } else if (found->kind == JSON_ARRAY) {
    text_add(out, "[");
    for (int each = json_first(json, value), at = 0; each >= 0; each = json_next(json, value, each)) {
      if (at++ > 0) text_add(out, ",");
      write_again(json, each, out);
    }
    text_add(out, "]");
  } else if (found->kind == JSON_OBJECT) {
    text_add(out, "{");
    for (int each = value + 1; each < found->next; each = json->values[each + 1].next) {
      if (each > value + 1) text_add(out, ",");
      write_again(json, each, out);
      text_add(out, ":");
      write_again(json, each + 1, out);
    }
    text_add(out, "}");
  } else {
    text_add_bytes(out, json->text + found->start, found->end - found->start);
  }
  text_free(&text);
}

static void answer_json(Text *out, const char *line, size_t length) {
  static Json json;
  if (json_read(&json, line, length)) write_again(&json, 0, out);
  else text_add(out, "no");
  json_free(&json);
}

static void answer_event(Text *out, const char *line, size_t length) {
  (void)length;
  add_xml_event(out, line);
}

static int each_line(void (*answer)(Text *out, const char *line, size_t length)) {
  Text out = {0};
  char *line = NULL;
  size_t room = 0;
  for (;;) {
    long length = getline(&line, &room, stdin);
    if (length < 0) break;
    if (length > 0 && line[length - 1] == '\n') line[--length] = 0;
    text_clear(&out);
    answer(&out, line, (size_t)length);
    puts(out.data);
  }
  free(line);
  text_free(&out);
  return 0;
}

int main(int count, char **values) {
  if (count == 4 && strcmp(values[1], "fuzz") == 0) return fuzz(strtoull(values[2], NULL, 10), atol(values[3]));
  return each_line(count == 2 && strcmp(values[1], "events") == 0 ? answer_event : answer_json);
}
