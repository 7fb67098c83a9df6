#include "text.h"

#include <string.h>

static void make_room(Text *text, size_t more) {
  size_t wanted = text->length + more + 1;
  if (wanted <= text->room) return;
  text->room = text->room < 64 ? 64 : text->room;
  while (text->room < wanted) text->room *= 2;
  text->data = memory_resize(text->data, text->room);
}

void text_clear(Text *text) {
  text->length = 0;
  make_room(text, 0);
  text->data[0] = 0;
}

void text_free(Text *text) {
  memory_give(text->data);
  text->data = NULL;
  text->length = text->room = 0;
}

void text_add_bytes(Text *text, const char *bytes, size_t length) {
  make_room(text, length);
  if (length > 0) memcpy(text->data + text->length, bytes, length);
  text->length += length;
  text->data[text->length] = 0;
}

void text_add(Text *text, const char *string) { text_add_bytes(text, string, string_length(string)); }

void text_add_number(Text *text, long long number) {
  char digits[24];
  size_t at = sizeof digits;
  unsigned long long rest = number < 0 ? 0ULL - (unsigned long long)number : (unsigned long long)number;
  do {
    digits[--at] = (char)('0' + rest % 10);
    rest /= 10;
  } while (rest > 0);
  if (number < 0) digits[--at] = '-';
  text_add_bytes(text, digits + at, sizeof digits - at);
}

size_t string_length(const char *string) {
  size_t length = 0;
  while (string[length] != 0) length++;
  return length;
}

int string_equals(const char *left, const char *right) {
  while (*left != 0 && *left == *right) left++, right++;
  return *left == *right;
}

int bytes_equal(const char *bytes, size_t length, const char *string) {
  return string_length(string) == length && memcmp(bytes, string, length) == 0;
}

long long number_of(const char *string) {
  long long number = 0;
  if (*string == 0) return -1;
  for (; *string != 0; string++) {
    if (*string < '0' || *string > '9' || number > 900000000000000LL) return -1;
    number = number * 10 + (*string - '0');
  }
  return number;
}
