#include "channel.h"

#define CHUNK (16 * 1024)
static char *chunk;
static DWORD chunk_length, chunk_at;

int read_line(Text *line) {
  text_clear(line);
  if (chunk == NULL) chunk = memory_take(CHUNK);
  for (;;) {
    DWORD begin = chunk_at;
    while (chunk_at < chunk_length && chunk[chunk_at] != '\n') chunk_at++;
    text_add_bytes(line, chunk + begin, chunk_at - begin);
    if (line->length > LONGEST_LINE) return 0;
    if (chunk_at < chunk_length) {
      chunk_at++;
      return 1;
    }
    chunk_at = chunk_length = 0;
    if (!ReadFile(GetStdHandle(STD_INPUT_HANDLE), chunk, CHUNK, &chunk_length, NULL)) return 0;
    if (chunk_length == 0) return 0;
  }
}

int read_command(Text *line, Json *json) {
  while (read_line(line)) {
    if (json_read(json, line->data, line->length) && json->values[0].kind == JSON_OBJECT) return 1;
    Text answer = {0};
    text_add(&answer, "{\"id\":0,\"type\":\"error\",\"message\":\"a line came that is no JSON object\"}");
    send_line(&answer);
    text_free(&answer);
  }
  return 0;
}

void send_line(const Text *text) {
  Text whole = {0};
  text_add_bytes(&whole, text->data, text->length);
  text_add(&whole, "\n");
  for (size_t done = 0; done < whole.length;) {
    DWORD written = 0;
    HANDLE output = GetStdHandle(STD_OUTPUT_HANDLE);
    if (!WriteFile(output, whole.data + done, (DWORD)(whole.length - done), &written, NULL) || written == 0) break;
    done += written;
  }
  text_free(&whole);
}
