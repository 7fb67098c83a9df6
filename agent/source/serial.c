#include "frame.h"
#include "way.h"

#define BAUD 115200
#define SLICE_MS 10
#define SEND_MS 60000.0

typedef struct {
  Way way;
  HANDLE port;
  Frames frames;
  char buffer[512];
  DWORD length, at;
} SerialWay;

static long wire_read(void *context, char *bytes, size_t room, double milliseconds) {
  SerialWay *serial = context;
  (void)milliseconds;
  if (serial->at == serial->length) {
    serial->at = serial->length = 0;
    if (!ReadFile(serial->port, serial->buffer, sizeof serial->buffer, &serial->length, NULL)) return -1;
  }
  long count = 0;
  while (serial->at < serial->length && (size_t)count < room) bytes[count++] = serial->buffer[serial->at++];
  return count;
}

static int wire_write(void *context, const char *bytes, size_t length) {
  SerialWay *serial = context;
  for (size_t done = 0; done < length;) {
    DWORD written = 0;
    if (!WriteFile(serial->port, bytes + done, (DWORD)(length - done), &written, NULL)) return 0;
    done += written;
  }
  return 1;
}

static int receive(Way *way, Text *message, double milliseconds) {
  return frames_receive(&((SerialWay *)way)->frames, message, milliseconds);
}

static int send_message(Way *way, const Text *message) {
  /* What nobody takes is given up; the controller begins a new session when it is back. */
  frames_send(&((SerialWay *)way)->frames, message, SEND_MS);
  return 1;
}

static int meet(Way *way, Text *problem) {
  (void)way;
  (void)problem;
  return 1;
}

static void part(Way *way) { (void)way; }

static int open_port(SerialWay *serial, const char *port, Text *problem) {
  Text path = {0};
  text_add(&path, "\\\\.\\");
  text_add(&path, port);
  WCHAR *wide = wide_of(path.data);
  serial->port = CreateFileW(wide, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
  memory_give(wide);
  text_free(&path);
  DCB settings = {0};
  /* A read gives what is there, or waits a moment for the first byte. */
  COMMTIMEOUTS timeouts = {MAXDWORD, MAXDWORD, SLICE_MS, 0, 0};
  settings.DCBlength = sizeof settings;
  if (serial->port == INVALID_HANDLE_VALUE || !GetCommState(serial->port, &settings)) {
    add_last_error(problem, port, GetLastError());
    text_add(problem, ": name a serial port that is there and that nobody else has open, like COM1");
    return 0;
  }
  settings.BaudRate = BAUD;
  settings.ByteSize = 8;
  settings.Parity = NOPARITY;
  settings.StopBits = ONESTOPBIT;
  settings.fBinary = TRUE;
  settings.fOutX = settings.fInX = FALSE;
  settings.fOutxCtsFlow = settings.fOutxDsrFlow = FALSE;
  SetCommState(serial->port, &settings);
  SetCommTimeouts(serial->port, &timeouts);
  return 1;
}

Way *way_serial(const char *port, Text *problem) {
  static SerialWay serial;
  if (!open_port(&serial, port, problem)) return NULL;
  serial.way = (Way){receive, send_message, meet, part, 1, 0, 0, 0};
  frames_begin(&serial.frames, (Wire){wire_read, wire_write, now, &serial});
  return &serial.way;
}
