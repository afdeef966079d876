# The target branch is synthesized beside this one. Where it has no such project yet, all is new.
before=$(mktemp -d)
git worktree add --quiet --detach "$before/tree" "$BASE"
project="$before/tree/$(git rev-parse --show-prefix)"
if [ -e "$project/package-lock.json" ]; then
  if cmp -s package-lock.json "$project/package-lock.json"; then
    ln -s "$PWD/node_modules" "$project/node_modules"
  else
    (cd "$project" && npm ci --no-audit --no-fund)
  fi
  (cd "$project" && npx --no -- cdk8s-traefik synth --output "$before/dist" > /dev/null) ||
    echo 'The target branch does not synthesize: all of this one counts as new.' >&2
fi
npx --no -- cdk8s-traefik ci diff "$before/dist" dist > traffic.md
git worktree remove --force "$before/tree"
cat traffic.md
