/* edges: finds the edges in a picture.
 *
 *     edges [/in/picture.ppm]
 *
 * Reads a binary PPM (P6) with 8 bits a channel and writes the grey picture to /out/gray.pgm and its edges
 * (Sobel's operator) to /out/edges.pgm. Integers only. */
#include <stdio.h>
#include <stdlib.h>

static int fail(const char *what) {
  fprintf(stderr, "edges: %s\n", what);
  return 1;
}

static int read_number(FILE *file) {
  int c = fgetc(file), n = 0;
  while (c == '#' || c == ' ' || c == '\n' || c == '\r' || c == '\t') {
    if (c == '#') while (c != '\n' && c != EOF) c = fgetc(file);
    c = fgetc(file);
  }
  if (c < '0' || c > '9') return -1;
  for (; c >= '0' && c <= '9' && n < 100000; c = fgetc(file)) n = 10 * n + (c - '0');
  return n;
}

static int write_pgm(const char *path, const unsigned char *pixels, int width, int height) {
  FILE *file = fopen(path, "wb");
  if (!file) return 0;
  fprintf(file, "P5\n%d %d\n255\n", width, height);
  size_t size = (size_t)width * height;
  int complete = fwrite(pixels, 1, size, file) == size;
  return fclose(file) == 0 && complete;
}

static void to_gray(const unsigned char *rgb, unsigned char *gray, int count) {
  for (int i = 0; i < count; i++) gray[i] = (299 * rgb[3 * i] + 587 * rgb[3 * i + 1] + 114 * rgb[3 * i + 2] + 500) / 1000;
}

static long find_edges(const unsigned char *gray, unsigned char *edges, int width, int height) {
  long strong = 0;
  for (int y = 1; y < height - 1; y++) {
    for (int x = 1; x < width - 1; x++) {
      const unsigned char *up = gray + (y - 1) * width + x, *at = up + width, *down = at + width;
      int dx = up[1] + 2 * at[1] + down[1] - up[-1] - 2 * at[-1] - down[-1];
      int dy = down[-1] + 2 * down[0] + down[1] - up[-1] - 2 * up[0] - up[1];
      int sum = (abs(dx) + abs(dy)) / 4;
      edges[y * width + x] = sum > 255 ? 255 : sum;
      if (sum > 64) strong++;
    }
  }
  return strong;
}

int main(int argc, char **argv) {
  FILE *file = fopen(argc > 1 ? argv[1] : "/in/picture.ppm", "rb");
  if (!file) return fail("cannot open the picture");
  if (fgetc(file) != 'P' || fgetc(file) != '6') return fail("not a binary PPM");
  int width = read_number(file), height = read_number(file), depth = read_number(file);
  if (width < 3 || height < 3 || width > 8192 || height > 8192 || depth != 255) return fail("unsupported picture");
  int count = width * height;
  unsigned char *rgb = malloc(3 * (size_t)count), *gray = malloc(count), *edges = calloc(count, 1);
  if (!rgb || !gray || !edges) return fail("out of memory");
  if (fread(rgb, 3, count, file) != (size_t)count) return fail("the picture is cut off");
  fclose(file);

  to_gray(rgb, gray, count);
  long strong = find_edges(gray, edges, width, height);
  if (!write_pgm("/out/gray.pgm", gray, width, height)) return fail("cannot write /out/gray.pgm");
  if (!write_pgm("/out/edges.pgm", edges, width, height)) return fail("cannot write /out/edges.pgm");
  printf("%d x %d pixels, %ld on a strong edge\n", width, height, strong);
  return 0;
}
