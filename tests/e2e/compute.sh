#!/usr/bin/env bash
# phasor compute: exit codes, what goes where, and files that others can read.
. "$(dirname "${BASH_SOURCE[0]}")/support.sh"

REQUEST='{"scheme":"rope","case":"a","params":{"dim":4,"base":10000,"positions":[0,1]}}'
BAD='{"scheme":"rope","case":"b","params":{"dim":"4"}}'

# code WANT COMMAND…: the command ends with this exit code; what it says is kept in $FOLDER/out and $FOLDER/err.
code() {
  local want=$1 got=0
  shift
  "$@" >"$FOLDER/out" 2>"$FOLDER/err" </dev/null || got=$?
  test "$got" -eq "$want" || { printf 'exit code %d, want %d\n' "$got" "$want" >&2; return 1; }
}

lines() {
  test "$(wc -l <"$FOLDER/$1")" -eq "$2"
}

said() {
  contains "$(cat "$FOLDER/err")" "$1"
}

printf '%s\n' "$REQUEST" >"$FOLDER/good.json"
printf '%s\n' "$BAD" >"$FOLDER/bad.json"
printf '[%s,%s,%s]\n' "$REQUEST" "$BAD" "$REQUEST" >"$FOLDER/list.json"

check "A request is answered" code 0 "$PHASOR" compute "$FOLDER/good.json"
check "in one line" lines out 1
check "without a word on standard error" lines err 0
check_same "The answer is JSON that Python reads" \
  "$(python3 -c 'import json,sys; r=json.load(open(sys.argv[1]))["result"]; print(r["inv_freq"]["data"], r["cos"]["shape"])' "$FOLDER/out")" \
  "[1, 0.01] [2, 2]"
check "A refused request is a failure" code 1 "$PHASOR" compute "$FOLDER/bad.json"
check "said in one line" lines err 1
check "with file and pointer" said "$FOLDER/bad.json: /params/dim: found the text \"4\", expected"
check "The rest of a list is answered" code 1 "$PHASOR" compute "$FOLDER/list.json"
check "two answers" lines out 2
check "and one complaint" said "$FOLDER/list.json: /1/params/dim: "
check "A file that is not there is a failure, the others are answered" code 1 "$PHASOR" compute "$FOLDER/none.json" "$FOLDER/good.json"
check "one answer" lines out 1
check "and one line about the file" said "$FOLDER/none.json: No such file or directory"
check_same "Standard input is read" "$(printf '%s' "$REQUEST" | "$PHASOR" compute - | wc -l)" 1

check "Reference files are verified" code 0 "$PHASOR" compute --verify tests/golden/data/*.json
check_same "and counted" "$(cat "$FOLDER/out")" "$(find tests/golden/data -name '*.json' | wc -l) passed, 0 failed"
sed 's/"expect": *{/"expect":{"freq":1,/' tests/golden/data/rope__table_d2_b10000.json >"$FOLDER/wrong.json"
check "A key that is not answered is a failure" code 1 "$PHASOR" compute --verify "$FOLDER/wrong.json" tests/golden/data/nope__logits_n8_d8.json
check_same "of one file" "$(cat "$FOLDER/out")" "1 passed, 1 failed"
check "that is named with its key" said "$FOLDER/wrong.json: /expect/freq: the answer has no such key"

check "Schemes are listed" code 0 "$PHASOR" compute --list
check "with their parameters" contains "$(cat "$FOLDER/out")" "alibi: ALiBi
  heads                1 … 256 (8): Heads"
check "A misspelt scheme is a mistake" code 2 "$PHASOR" compute roppe
check "with a guess" said "did you mean rope?"
check "A misspelt parameter is a mistake" code 2 "$PHASOR" compute rope --set dims=4
check "that names those there are" said "--set: rope: there is no parameter \"dims\", allowed are dim, base"
check "What a scheme lacks is a mistake" code 2 "$PHASOR" compute rope --what bias
check "that names what it has" said "expected table, freq, logits"
for positions in x 5:1 0:32:0 0:99999999 1,,2 -1 1: 0:4: "1 "; do
  check "Positions \"$positions\" are a mistake" code 2 "$PHASOR" compute rope "--positions" "$positions"
done
check "Options for a scheme go with no file" code 2 "$PHASOR" compute "$FOLDER/good.json" --what freq
check "Nothing to do is a mistake" code 2 "$PHASOR" compute
check "A table of a million positions is refused for queries and keys" code 2 "$PHASOR" compute alibi --positions 0:1000000
check "A head that is not there is a mistake" code 2 "$PHASOR" compute alibi --head 8

check_same "Parameters are set one by one or together" \
  "$("$PHASOR" compute rope --set base=100 --set dim=4 --what freq)" "$("$PHASOR" compute rope --set base=100,dim=4 --what freq)"
check_same "CSV has a header, positions first" \
  "$("$PHASOR" compute rope --set dim=2 --positions 5,7:9 --format csv | cut -d, -f1 | tr -d '\r' | tr '\n' ' ')" "position 5 7 8 "
check_same "CSV ends its rows with CRLF" "$("$PHASOR" compute alibi --what freq --format csv | head -2 | od -An -c | tr -d ' \n')" 'head,slopes\r\n0,0.5\r\n'
check_same "The same numbers as JSON" \
  "$("$PHASOR" compute alibi --set heads=2 --positions 0,10 --head 1 | python3 -c 'import json,sys; print(json.load(sys.stdin)["result"]["bias"]["data"][2])')" "-0.0390625"

# NumPy's format by hand, then the numbers against the JSON.
read_npy() {
  python3 - "$1" "$2" <<'PY'
import ast, json, struct, sys
raw = open(sys.argv[1], "rb").read()
assert raw[:8] == b"\x93NUMPY\x01\x00", raw[:8]
(n,) = struct.unpack("<H", raw[8:10])
assert (10 + n) % 64 == 0 and raw[9 + n : 10 + n] == b"\n"
head = ast.literal_eval(raw[10 : 10 + n].decode("latin1"))
assert head["descr"] == "<f8" and head["fortran_order"] is False
count = 1
for size in head["shape"]:
    count *= size
numbers = struct.unpack("<%dd" % count, raw[10 + n :])
want = [x for array in json.loads(sys.argv[2])["result"].values() for x in array["data"]]
assert len(numbers) == len(want) and all(a == b for a, b in zip(numbers, want))
print(head["shape"])
PY
}
same_npy() {
  local shape=$1
  shift
  "$PHASOR" compute "$@" -o "$FOLDER/a.npy" || return 1
  check_same "compute $*" "$(read_npy "$FOLDER/a.npy" "$("$PHASOR" compute "$@")")" "$shape"
}
same_npy "(2, 3, 32)" rope --positions 0:3
same_npy "(3, 8)" sinusoidal --set dim=8 --positions 4,1000000,7
same_npy "(8, 5, 5)" alibi --positions 0:5
same_npy "(70, 70)" rope --positions 0:70 --what logits --content random
same_npy "(32,)" rope --what freq
check "A file that cannot be written is a failure" code 1 "$PHASOR" compute rope -o "$FOLDER/no/such.csv"
check_same "No half file is left behind" "$(find "$FOLDER" -name '*.tmp' | wc -l)" 0
# As root a mistake would replace the machine's own device.
[ "$(id -u)" -eq 0 ] || check "A table on a full disk is a failure" code 1 "$PHASOR" compute rope --positions 0:1000 -o /dev/full
finish
