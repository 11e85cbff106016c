/* primes: counts the primes below a limit with a sieve in blocks. Heavy on memory and integers.
 *
 *     primes [limit = 10000000]
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 1 << 16, LIMIT_MAX = 2000000000 };

static char composite[BLOCK];
static uint32_t small_primes[5000];
static uint32_t next_multiple[5000];
static uint32_t small_count;

/* The primes up to the square root of the limit, with the first multiple that the sieve has to cross out. */
static void find_small_primes(uint32_t limit) {
  for (uint32_t n = 2; n <= limit / n; n++) {
    int prime = 1;
    for (uint32_t i = 0; i < small_count && small_primes[i] <= n / small_primes[i] && prime; i++) prime = n % small_primes[i] != 0;
    if (!prime) continue;
    small_primes[small_count] = n;
    next_multiple[small_count++] = n * n;
  }
}

int main(int argc, char **argv) {
  char *end = "";
  unsigned long limit = argc > 1 ? strtoul(argv[1], &end, 10) : 10000000;
  if (*end || limit < 3 || limit > LIMIT_MAX) {
    fprintf(stderr, "usage: primes [limit 3..%d]\n", LIMIT_MAX);
    return 2;
  }
  find_small_primes(limit);
  uint32_t count = 0, last = 0;
  uint64_t sum = 0;
  for (uint32_t from = 0; from < limit; from += BLOCK) {
    memset(composite, 0, sizeof composite);
    for (uint32_t i = 0; i < small_count; i++) {
      uint32_t multiple = next_multiple[i];
      for (; multiple < from + BLOCK; multiple += small_primes[i]) composite[multiple - from] = 1;
      next_multiple[i] = multiple;
    }
    for (uint32_t n = from < 2 ? 2 : from; n < from + BLOCK && n < limit; n++) {
      if (composite[n - from]) continue;
      count++;
      sum += n;
      last = n;
    }
  }
  printf("primes below %lu: %u\nlargest: %u\nsum: %llu\n", limit, count, last, (unsigned long long)sum);
  return 0;
}
