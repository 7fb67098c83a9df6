#include "eventxml.h"

/* The place after `<name ...>` from `at` on, or NULL. */
static const char *after_tag(const char *at, const char *name) {
  size_t length = string_length(name);
  for (; *at != 0; at++) {
    if (at[0] != '<') continue;
    size_t same = 0;
    while (same < length && at[1 + same] == name[same]) same++;
    if (same < length) continue;
    const char *end = at + 1 + length;
    while (*end != 0 && *end != '>') end++;
    return *end == 0 ? NULL : end + 1;
  }
  return NULL;
}

static long long number_after(const char *xml, const char *name) {
  const char *at = after_tag(xml, name);
  long long number = 0;
  for (; at != NULL && *at >= '0' && *at <= '9' && number < 1000000000000LL; at++) number = number * 10 + (*at - '0');
  return number;
}

/* Adds what stands before the next tag, without the five entities that XML has of itself. */
static void add_text(Text *text, const char *at) {
  static const char *const entities[] = {"lt;", "gt;", "quot;", "apos;", "amp;"};
  static const char meant[] = "<>\"'&";
  while (*at != 0 && *at != '<') {
    int entity = -1;
    size_t same = 0;
    for (int each = 0; *at == '&' && each < 5 && entity < 0; each++) {
      for (same = 0; entities[each][same] != 0 && at[1 + same] == entities[each][same];) same++;
      if (entities[each][same] == 0) entity = each;
    }
    text_add_bytes(text, entity < 0 ? at : &meant[entity], 1);
    at += entity < 0 ? 1 : same + 1;
  }
}

void add_xml_event(Text *text, const char *xml) {
  Text data = {0};
  int count = 0;
  text_add(text, "{\"id\":");
  text_add_number(text, number_after(xml, "EventID"));
  text_add(text, ",\"record\":");
  text_add_number(text, number_after(xml, "EventRecordID"));
  text_add(text, ",\"data\":[");
  for (const char *at = after_tag(xml, "Data"); at != NULL; at = after_tag(at, "Data")) {
    text_clear(&data);
    add_text(&data, at);
    if (count++ > 0) text_add(text, ",");
    json_add_bytes(text, data.data, data.length);
  }
  text_add(text, "]}");
  text_free(&data);
}
