/* TCP over IPv4. Winsock is loaded only when it is wanted. */
#include <winsock2.h>

#include "channel.h"
#include "way.h"

#define SOCKET_FUNCTIONS(EACH)                                              \
  EACH(WSAStartup, int, (WORD, WSADATA *))                                  \
  EACH(WSAGetLastError, int, (void))                                        \
  EACH(socket, SOCKET, (int, int, int))                                     \
  EACH(connect, int, (SOCKET, const struct sockaddr *, int))                \
  EACH(bind, int, (SOCKET, const struct sockaddr *, int))                   \
  EACH(listen, int, (SOCKET, int))                                          \
  EACH(accept, SOCKET, (SOCKET, struct sockaddr *, int *))                  \
  EACH(send, int, (SOCKET, const char *, int, int))                         \
  EACH(recv, int, (SOCKET, char *, int, int))                               \
  EACH(select, int, (int, fd_set *, fd_set *, fd_set *, struct timeval *))  \
  EACH(setsockopt, int, (SOCKET, int, int, const char *, int))              \
  EACH(closesocket, int, (SOCKET))                                          \
  EACH(gethostbyname, struct hostent *, (const char *))

#define DECLARE(name, result, parameters) result(WSAAPI *name) parameters;
typedef struct {
  SOCKET_FUNCTIONS(DECLARE)
} Sockets;

typedef struct {
  Way way;
  struct sockaddr_in address;
  SOCKET listener, controller;
  Text pending;
} TcpWay;

static Sockets sockets;
static TcpWay tcp;

#define RETRY_MS 1000
#define SEND_MS 60000

static int load(Text *problem) {
  int whole = 1;
#define LOAD(name, result, parameters)             \
  PUT_FUNCTION(sockets.name, "ws2_32.dll", #name); \
  whole = whole && sockets.name != NULL;
  SOCKET_FUNCTIONS(LOAD)
  WSADATA data;
  whole = whole && sockets.WSAStartup(0x0202, &data) == 0;
  if (!whole) text_add(problem, "this Windows has no ws2_32.dll for TCP");
  return whole;
}

static void add_socket_error(Text *problem, const char *name, const char *address) {
  text_add(problem, address);
  text_add(problem, ": ");
  add_last_error(problem, name, (DWORD)sockets.WSAGetLastError());
}

/* HOST:PORT. */
static int find_address(const char *text, Text *problem) {
  Text host = {0};
  size_t colon = string_length(text);
  while (colon > 0 && text[colon] != ':') colon--;
  text_add_bytes(&host, text, colon);
  long long port = text[colon] == ':' ? number_of(text + colon + 1) : -1;
  struct hostent *found = colon == 0 || port < 1 || port > 65535 ? NULL : sockets.gethostbyname(host.data);
  text_free(&host);
  if (found == NULL || found->h_addrtype != AF_INET) {
    text_add(problem, text);
    text_add(problem, " is no address: name a host and a port, like 192.168.0.2:1618");
    return 0;
  }
  tcp.address = (struct sockaddr_in){0};
  tcp.address.sin_family = AF_INET;
  tcp.address.sin_port = (u_short)((port & 0xff) << 8 | port >> 8);
  __builtin_memcpy(&tcp.address.sin_addr, found->h_addr_list[0], 4);
  return 1;
}

/* Whether one of the sockets can be read within so many milliseconds; which is then left in `set`. */
static int readable(fd_set *set, double milliseconds) {
  struct timeval time = {(long)(milliseconds / 1000), (long)((long long)(milliseconds * 1000) % 1000000)};
  return sockets.select(0, set, NULL, NULL, &time) > 0;
}

static void refuse(void) {
  static const char words[] = "{\"type\":\"refused\",\"message\":\"another controller is connected to this agent\"}\n";
  SOCKET other = sockets.accept(tcp.listener, NULL, NULL);
  if (other == INVALID_SOCKET) return;
  sockets.send(other, words, sizeof words - 1, 0);
  sockets.closesocket(other);
}

static int take_line(Text *message) {
  for (size_t at = 0; at < tcp.pending.length; at++) {
    if (tcp.pending.data[at] != '\n') continue;
    text_clear(message);
    text_add_bytes(message, tcp.pending.data, at);
    size_t rest = tcp.pending.length - at - 1;
    for (size_t each = 0; each < rest; each++) tcp.pending.data[each] = tcp.pending.data[at + 1 + each];
    tcp.pending.length = rest;
    return 1;
  }
  return 0;
}

static int receive(Way *way, Text *message, double milliseconds) {
  double until = now() + milliseconds;
  char chunk[2048];
  (void)way;
  while (!take_line(message)) {
    double left = until - now();
    fd_set set = {0};
    if (left < 0) return 0;
    if (tcp.pending.length > LONGEST_LINE) return -1;
    set.fd_array[set.fd_count++] = tcp.controller;
    if (tcp.listener != INVALID_SOCKET) set.fd_array[set.fd_count++] = tcp.listener;
    if (!readable(&set, left)) return 0;
    int speaks = 0;
    for (u_int each = 0; each < set.fd_count; each++) speaks = speaks || set.fd_array[each] == tcp.controller;
    /* Only a controller that is still there keeps another one out. */
    if (!speaks) {
      refuse();
      continue;
    }
    int count = sockets.recv(tcp.controller, chunk, sizeof chunk, 0);
    if (count <= 0) return -1;
    text_add_bytes(&tcp.pending, chunk, (size_t)count);
  }
  return 1;
}

static int send_message(Way *way, const Text *message) {
  Text whole = {0};
  int sent = 1;
  (void)way;
  text_add_bytes(&whole, message->data, message->length);
  text_add(&whole, "\n");
  for (size_t done = 0; sent && done < whole.length;) {
    int count = sockets.send(tcp.controller, whole.data + done, (int)(whole.length - done), 0);
    sent = count > 0;
    if (sent) done += (size_t)count;
  }
  text_free(&whole);
  return sent;
}

static void quick(SOCKET made) {
  int yes = 1, patience = SEND_MS;
  /* Small answers at once. */
  sockets.setsockopt(made, IPPROTO_TCP, TCP_NODELAY, (const char *)&yes, sizeof yes);
  sockets.setsockopt(made, SOL_SOCKET, SO_KEEPALIVE, (const char *)&yes, sizeof yes);
  /* Whoever takes nothing any more is gone. */
  sockets.setsockopt(made, SOL_SOCKET, SO_SNDTIMEO, (const char *)&patience, sizeof patience);
  tcp.pending.length = 0;
}

static int accept_one(Way *way, Text *problem) {
  (void)way;
  (void)problem;
  do {
    tcp.controller = sockets.accept(tcp.listener, NULL, NULL);
  } while (tcp.controller == INVALID_SOCKET);
  quick(tcp.controller);
  return 1;
}

static int dial(Way *way, Text *problem) {
  (void)way;
  tcp.controller = sockets.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
  for (int tries = 0; tcp.controller != INVALID_SOCKET; tries++) {
    if (sockets.connect(tcp.controller, (struct sockaddr *)&tcp.address, sizeof tcp.address) == 0) {
      quick(tcp.controller);
      return 1;
    }
    /* The controller may not have begun to listen yet. */
    if (tries >= 30) break;
    Sleep(RETRY_MS);
  }
  add_socket_error(problem, "connect", "the controller cannot be reached");
  return 0;
}

static void part(Way *way) {
  (void)way;
  if (tcp.controller != INVALID_SOCKET) sockets.closesocket(tcp.controller);
  tcp.controller = INVALID_SOCKET;
}

static int prepare(const char *address, Text *problem) {
  tcp.listener = tcp.controller = INVALID_SOCKET;
  return load(problem) && find_address(address, problem);
}

Way *way_dial(const char *address, Text *problem) {
  if (!prepare(address, problem)) return NULL;
  tcp.way = (Way){receive, send_message, dial, part, 0, 1, 1, 0};
  return &tcp.way;
}

Way *way_listen(const char *address, Text *problem) {
  if (!prepare(address, problem)) return NULL;
  tcp.listener = sockets.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
  int yes = 1;
  /* Nobody else may take the port beside us. */
  sockets.setsockopt(tcp.listener, SOL_SOCKET, ~SO_REUSEADDR, (const char *)&yes, sizeof yes);
  if (sockets.bind(tcp.listener, (struct sockaddr *)&tcp.address, sizeof tcp.address) != 0 ||
      sockets.listen(tcp.listener, 8) != 0) {
    add_socket_error(problem, "bind", address);
    return NULL;
  }
  tcp.way = (Way){receive, send_message, accept_one, part, 1, 1, 1, 60000};
  return &tcp.way;
}
