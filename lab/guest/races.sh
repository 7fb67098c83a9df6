# For inside.sh: races on Wine, which diverges, and on guarded-wine, which conforms, through the agent of each size.
# races.sh SEED NUM_RUNS
status=0
for bits in x64 x86; do
  for what in wine guarded-wine; do
    "msiconform-$bits" run $what --driver agent --mode racing --seed "$1" --num-runs "$2" --timeout 120000 --no-measure \
      --history "$what-$bits.jsonl"
    [ $? -eq $([ $what = wine ] && echo 1 || echo 0) ] || status=1
  done
done
exit $status
