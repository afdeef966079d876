# A reusable workflow: what manifests must pass before they are merged. `cdk8s-traefik ci --for github` wrote it; ci.yml calls it.
name: cdk8s-traefik

on:
  workflow_call:
    inputs:
      directory:
        description: Folder of the project in the repository.
        type: string
        default: .
      node-version:
        description: Version of Node.
        type: string
        default: '22'
      test:
        description: Command that runs the project's own tests.
        type: string
        default: npm test --if-present
      chart:
        description: Whether the project makes a Helm chart, which is then linted and kept.
        type: boolean
        default: true

# Each job has what it needs alone; the caller must grant as much.
permissions: {}

jobs:
  manifests:
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    permissions:
      contents: read
    defaults:
      run:
        shell: bash
        working-directory: ${{ inputs.directory }}
    steps:
      - name: Fetch
        uses: @checkout@
        with:
          # Of a pull request this is its merge, whose first parent is the target branch.
          fetch-depth: 2
          persist-credentials: false
      - name: Node and the cache of npm
        uses: @node@
        with:
          node-version: ${{ inputs.node-version }}
          cache: npm
          cache-dependency-path: ${{ inputs.directory }}/package-lock.json
      - name: Install
        run: npm ci --no-audit --no-fund
      - name: Types
        run: npm run typecheck --if-present
      - name: Synth of all environments
        run: npx --no -- cdk8s-traefik synth --output dist
      - name: Check
        run: npx --no -- cdk8s-traefik check -o github
      - name: Tests
        env:
          TEST: ${{ inputs.test }}
        run: bash -euo pipefail -c "$TEST"
      - name: Images lock
        run: |
          @lock@
      - name: Chart
        if: inputs.chart
        run: |
          npx --no -- cdk8s-traefik chart --output chart
          @lintChart@
      - name: Keep the manifests and the chart
        uses: @upload@
        with:
          name: manifests
          path: |
            ${{ inputs.directory }}/dist
            ${{ inputs.directory }}/chart
          include-hidden-files: true
      - name: What changes against the target branch
        if: github.event_name == 'pull_request'
        env:
          BASE: HEAD^1
        run: |
          @diff@
          cat traffic.md >> "$GITHUB_STEP_SUMMARY"
      - name: Hand over what changes
        if: github.event_name == 'pull_request'
        uses: @upload@
        with:
          name: traffic
          path: ${{ inputs.directory }}/traffic.md
          retention-days: 5

  comment:
    needs: manifests
    # Of a fork the token may not write.
    if: >-
      github.event_name == 'pull_request' &&
      github.event.pull_request.head.repo.full_name == github.repository
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      contents: read
      pull-requests: write
    defaults:
      run:
        shell: bash
        working-directory: ${{ inputs.directory }}
    steps:
      - name: Fetch the target branch, so that nothing of the change runs where a token may write
        uses: @checkout@
        with:
          ref: ${{ github.event.pull_request.base.sha }}
          persist-credentials: false
      - name: Node
        uses: @node@
        with:
          node-version: ${{ inputs.node-version }}
      - name: Take over what changes
        uses: @download@
        with:
          name: traffic
          path: ${{ runner.temp }}/traffic
      - name: Install
        run: npm ci --ignore-scripts --no-audit --no-fund
      - name: Comment
        env:
          GITHUB_TOKEN: ${{ github.token }}
          TRAFFIC: ${{ runner.temp }}/traffic/traffic.md
        run: npx --no -- cdk8s-traefik ci comment "$TRAFFIC" --for github
