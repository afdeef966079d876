name: ci

on:
  push:
    branches: ['@branch@']
  pull_request:

permissions: {}

concurrency:
  group: ci-${{ github.ref }}
  cancel-in-progress: ${{ github.event_name == 'pull_request' }}

jobs:
  manifests:
    uses: ./.github/workflows/cdk8s-traefik.yml
    permissions:
      contents: read
      pull-requests: write
    with:
      test: '@test@'
