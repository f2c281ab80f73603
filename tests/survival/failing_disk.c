/* A disk that fails: put before the system's library, it answers chosen writes with an error. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <sys/types.h>
#include <unistd.h>

static int until_first, with, times;

/* From the n-th write or sync on, `many` of them fail with this error. */
void fail_writes(int n, int error, int many) {
    until_first = n;
    with = error;
    times = many;
}

static int fails(int fd) {
    /* The pipes and the console are no disk. */
    if (fd < 3 || until_first == 0 || lseek(fd, 0, SEEK_CUR) == (off_t)-1) return 0;
    if (until_first > 1) {
        until_first--;
        return 0;
    }
    if (times == 0) return 0;
    times--;
    errno = with;
    return 1;
}

#define BEFORE(type, name, arguments, call)                          \
    type name arguments {                                            \
        static type(*real) arguments;                                \
        if (!real) real = (type(*) arguments)dlsym(RTLD_NEXT, #name); \
        return fails(fd) ? -1 : real call;                           \
    }

BEFORE(ssize_t, write, (int fd, const void *from, size_t size), (fd, from, size))
BEFORE(ssize_t, pwrite, (int fd, const void *from, size_t size, off_t at), (fd, from, size, at))
BEFORE(ssize_t, pwrite64, (int fd, const void *from, size_t size, off64_t at), (fd, from, size, at))
BEFORE(int, fsync, (int fd), (fd))
BEFORE(int, fdatasync, (int fd), (fd))
BEFORE(int, ftruncate64, (int fd, off64_t size), (fd, size))
