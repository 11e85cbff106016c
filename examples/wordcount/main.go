// Command wordcount counts the words of texts.
//
//	wordcount [file ...]      without a file: standard input
//
// It prints lines, words and the ten most frequent words, and writes every word with its count, the most frequent
// first, to /out/words.csv.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"unicode"
)

type entry struct {
	word  string
	count int
}

func main() {
	text, err := read(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	words := strings.FieldsFunc(strings.ToLower(string(text)), isSeparator)
	entries := count(words)
	if err := write("/out/words.csv", entries); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("%d lines, %d words, %d different\n", bytes.Count(text, []byte("\n")), len(words), len(entries))
	for _, e := range entries[:min(10, len(entries))] {
		fmt.Printf("%6d %s\n", e.count, e.word)
	}
}

func read(paths []string) ([]byte, error) {
	if len(paths) == 0 {
		return io.ReadAll(os.Stdin)
	}
	var all []byte
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		all = append(all, text...)
	}
	return all, nil
}

func isSeparator(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\''
}

// count returns each word once, the most frequent first, equally frequent ones by the alphabet.
func count(words []string) []entry {
	counts := map[string]int{}
	for _, word := range words {
		counts[word]++
	}
	entries := make([]entry, 0, len(counts))
	for word, n := range counts {
		entries = append(entries, entry{word, n})
	}
	sort.Slice(entries, func(i, j int) bool {
		if entries[i].count != entries[j].count {
			return entries[i].count > entries[j].count
		}
		return entries[i].word < entries[j].word
	})
	return entries
}

func write(path string, entries []entry) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(file)
	fmt.Fprintln(out, "word,count")
	for _, e := range entries {
		fmt.Fprintf(out, "%s,%d\n", e.word, e.count)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return file.Close()
}
