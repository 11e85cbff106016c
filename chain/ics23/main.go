// Verifies proofs of a chain's state with cosmos/ics23: one JSON object per line on standard input, one line "true" or
// "false" per object on standard output. A proof is checked as a light client does: the store's root comes from the first
// proof, and the second one ties it to the application hash.
package main

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"

	ics23 "github.com/cosmos/ics23/go"
)

// Claim says that a key of a store has a value, or, without a value, that it is absent. Byte fields are hexadecimal.
type Claim struct {
	AppHash string `json:"appHash"`
	Store   string `json:"store"`
	Key     string `json:"key"`
	Value   string `json:"value"`
	Iavl    string `json:"iavl"`
	Simple  string `json:"simple"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 64<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for lines.Scan() {
		var claim Claim
		if err := json.Unmarshal(lines.Bytes(), &claim); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Fprintln(out, holds(claim))
	}
	if err := lines.Err(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// A mutated proof may make the library panic, which refuses it as well.
func holds(claim Claim) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	var iavl, simple ics23.CommitmentProof
	if iavl.Unmarshal(bytes(claim.Iavl)) != nil || simple.Unmarshal(bytes(claim.Simple)) != nil {
		return false
	}
	root, err := iavl.Calculate()
	if err != nil {
		return false
	}
	key := bytes(claim.Key)
	if claim.Value == "" {
		ok = ics23.VerifyNonMembership(ics23.IavlSpec, root, &iavl, key)
	} else {
		ok = ics23.VerifyMembership(ics23.IavlSpec, root, &iavl, key, bytes(claim.Value))
	}
	return ok && ics23.VerifyMembership(ics23.TendermintSpec, bytes(claim.AppHash), &simple, []byte(claim.Store), root)
}

func bytes(text string) []byte {
	decoded, err := hex.DecodeString(text)
	if err != nil {
		panic(err)
	}
	return decoded
}
