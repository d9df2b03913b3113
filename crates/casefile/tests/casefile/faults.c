/* Lets calls to the system fail for the files of a case, as a broken or a full disk does. Loaded before the C library.

   HUDNA_FAULT is "CALL N":
     fsync N        the Nth fsync or fdatasync fails, once (EIO)
     fsync-from N   it and all after it
     write-from N   the Nth write and all after it fail (ENOSPC) */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int of_case(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return strstr(path, "case.hudna") != NULL;
}

/* Whether this call is one that fails. */
static int fails(const char *call, int fd) {
    static long syncs, writes;
    static const char *fault;
    if (!fault && !(fault = getenv("HUDNA_FAULT"))) fault = "";
    const char *space = strchr(fault, ' ');
    if (!space || strncmp(fault, call, strlen(call)) != 0 || !of_case(fd)) return 0;
    long nth = atol(space + 1);
    long now = ++*(strcmp(call, "fsync") == 0 ? &syncs : &writes);
    return strstr(fault, "-from") ? now >= nth : now == nth;
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

int fsync(int fd) {
    REAL(fsync);
    if (fails("fsync", fd)) { errno = EIO; return -1; }
    return real(fd);
}

int fdatasync(int fd) {
    REAL(fdatasync);
    if (fails("fsync", fd)) { errno = EIO; return -1; }
    return real(fd);
}

ssize_t write(int fd, const void *bytes, size_t count) {
    REAL(write);
    if (fails("write", fd)) { errno = ENOSPC; return -1; }
    return real(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    REAL(pwrite);
    if (fails("write", fd)) { errno = ENOSPC; return -1; }
    return real(fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
    REAL(pwrite64);
    if (fails("write", fd)) { errno = ENOSPC; return -1; }
    return real(fd, bytes, count, at);
}
