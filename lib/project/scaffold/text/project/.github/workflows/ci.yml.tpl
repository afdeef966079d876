name: ci
on:
  push: { branches: [main] }
  pull_request:

permissions:
  contents: read

jobs:
  manifests:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          # What a pull request does to traffic is told against the branch that it goes to.
          fetch-depth: 0
      - uses: actions/setup-node@v4
        with: { node-version: 22, cache: npm }
      - run: npm ci
      - run: npm run typecheck
      - run: npm test -- --ci
      # Checks everything and proves the claims; dist/ is what kubectl or Argo CD applies.
      - run: npx cdk8s synth
      - uses: actions/upload-artifact@v4
        with: { name: manifests, path: dist, include-hidden-files: true }
