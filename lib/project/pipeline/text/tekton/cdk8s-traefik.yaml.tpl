# What manifests must pass before they are merged. `cdk8s-traefik ci --for tekton` wrote it; pull-request.yaml runs it.
apiVersion: tekton.dev/v1
kind: Task
metadata:
  name: cdk8s-traefik
spec:
  description: Synthesizes and checks all environments, and tells what changes against the target branch.
  params:
    - name: url
      description: Of the git repository.
    - name: revision
      description: The commit that is looked at.
    - name: target-branch
      description: The branch that it goes to.
    - name: directory
      description: Folder of the project in the repository.
      default: .
    - name: test
      description: Command that runs the project's own tests.
      default: npm test --if-present
    - name: chart
      description: Whether the project makes a Helm chart, which is then linted and kept.
      default: 'true'
    - name: node-image
      default: @nodeImage@
    - name: helm-image
      default: @helmImage@
  workspaces:
    - name: source
      description: Gets the repository; what is written stays in dist, chart and traffic.md of its project.
    - name: npm-cache
      description: Keeps what npm fetched from one run to the next.
      optional: true
    - name: basic-auth
      description: A Secret with .gitconfig and .git-credentials of a private repository.
      optional: true
  stepTemplate:
    image: $(params.node-image)
    env:
      - name: HOME
        value: /tmp
      - name: npm_config_cache
        value: $(workspaces.npm-cache.path)
      - name: DIRECTORY
        value: $(workspaces.source.path)/repository/$(params.directory)
    computeResources:
      requests: { cpu: 500m, memory: 512Mi }
      limits: { memory: 2Gi }
    securityContext:
      runAsNonRoot: true
      runAsUser: 65532
      allowPrivilegeEscalation: false
      capabilities: { drop: [ALL] }
      seccompProfile: { type: RuntimeDefault }
  steps:
    - name: fetch
      # No other step sees the credentials.
      workspaces:
        - { name: source, mountPath: /workspace/source }
        - { name: basic-auth, mountPath: /workspace/basic-auth }
      env:
        - name: URL
          value: $(params.url)
        - name: REVISION
          value: $(params.revision)
        - name: SOURCE
          value: $(workspaces.source.path)
        - name: CREDENTIALS
          value: $(workspaces.basic-auth.path)
      script: |
        #!/usr/bin/env bash
        set -euo pipefail
        if [ -n "$CREDENTIALS" ]; then cp "$CREDENTIALS/.gitconfig" "$CREDENTIALS/.git-credentials" "$HOME"; fi
        rm -rf "$SOURCE/repository"
        git clone --quiet --no-checkout "$URL" "$SOURCE/repository"
        cd "$SOURCE/repository"
        git fetch --quiet origin "$REVISION"
        git checkout --quiet --detach FETCH_HEAD
    - name: install
      workspaces:
        - { name: source, mountPath: /workspace/source }
        - { name: npm-cache, mountPath: /workspace/npm-cache }
      script: |
        #!/usr/bin/env bash
        set -euo pipefail
        cd "$DIRECTORY"
        npm ci --no-audit --no-fund
    - name: types
      workspaces: [{ name: source, mountPath: /workspace/source }]
      script: |
        #!/usr/bin/env bash
        set -euo pipefail
        cd "$DIRECTORY"
        npm run typecheck --if-present
    - name: synth
      workspaces: [{ name: source, mountPath: /workspace/source }]
      script: |
        #!/usr/bin/env bash
        set -euo pipefail
        cd "$DIRECTORY"
        npx --no -- cdk8s-traefik synth --output dist
    - name: check
      workspaces: [{ name: source, mountPath: /workspace/source }]
      script: |
        #!/usr/bin/env bash
        set -euo pipefail
        cd "$DIRECTORY"
        npx --no -- cdk8s-traefik check
    - name: tests
      workspaces: [{ name: source, mountPath: /workspace/source }]
      env:
        - name: TEST
          value: $(params.test)
      script: |
        #!/usr/bin/env bash
        set -euo pipefail
        cd "$DIRECTORY"
        bash -euo pipefail -c "$TEST"
    - name: images-lock
      workspaces: [{ name: source, mountPath: /workspace/source }]
      script: |
        #!/usr/bin/env bash
        set -euo pipefail
        cd "$DIRECTORY"
        @lock@
    - name: chart
      workspaces: [{ name: source, mountPath: /workspace/source }]
      when:
        - { input: $(params.chart), operator: in, values: ['true'] }
      script: |
        #!/usr/bin/env bash
        set -euo pipefail
        cd "$DIRECTORY"
        npx --no -- cdk8s-traefik chart --output chart
    - name: lint-chart
      image: $(params.helm-image)
      workspaces: [{ name: source, mountPath: /workspace/source }]
      when:
        - { input: $(params.chart), operator: in, values: ['true'] }
      script: |
        #!/bin/sh
        set -eu
        cd "$DIRECTORY"
        @lintChart@
    - name: traffic
      workspaces:
        - { name: source, mountPath: /workspace/source }
        - { name: npm-cache, mountPath: /workspace/npm-cache }
      env:
        - name: TARGET
          value: $(params.target-branch)
      script: |
        #!/usr/bin/env bash
        set -euo pipefail
        cd "$DIRECTORY"
        BASE=$(git merge-base "origin/$TARGET" HEAD)
        @diff@
---
apiVersion: tekton.dev/v1
kind: Task
metadata:
  name: cdk8s-traefik-comment
spec:
  description: Writes what changes as one comment that is kept up to date. Nothing of the change runs beside its token.
  params:
    - name: target-branch
      description: The branch that the change goes to.
    - name: directory
      description: Folder of the project in the repository.
      default: .
    - name: forge
      description: github or gitlab.
    - name: api
      description: Address of the API, such as https://api.github.com or https://gitlab.example.com/api/v4.
    - name: repository
      description: Owner and name, with a slash between.
    - name: request
      description: Number of the pull or merge request.
    - name: token-secret
      description: Name of a Secret whose key git-provider-token may write comments.
    - name: node-image
      default: @nodeImage@
  workspaces:
    - name: source
  steps:
    - name: comment
      image: $(params.node-image)
      computeResources:
        requests: { cpu: 100m, memory: 256Mi }
        limits: { memory: 1Gi }
      securityContext:
        runAsNonRoot: true
        runAsUser: 65532
        allowPrivilegeEscalation: false
        capabilities: { drop: [ALL] }
        seccompProfile: { type: RuntimeDefault }
      env:
        - name: HOME
          value: /tmp
        - name: REPOSITORY
          value: $(workspaces.source.path)/repository
        - name: DIRECTORY
          value: $(params.directory)
        - name: TARGET
          value: $(params.target-branch)
        - name: FORGE
          value: $(params.forge)
        - name: API
          value: $(params.api)
        - name: PROJECT
          value: $(params.repository)
        - name: REQUEST
          value: $(params.request)
        - name: COMMENT_TOKEN
          valueFrom:
            secretKeyRef: { name: $(params.token-secret), key: git-provider-token }
      script: |
        #!/usr/bin/env bash
        set -euo pipefail
        before=$(mktemp -d)
        git -C "$REPOSITORY" worktree add --quiet --detach "$before/tree" "origin/$TARGET"
        cd "$before/tree/$DIRECTORY"
        npm ci --ignore-scripts --no-audit --no-fund
        npx --no -- cdk8s-traefik ci comment "$REPOSITORY/$DIRECTORY/traffic.md" \
          --for "$FORGE" --api "$API" --repository "$PROJECT" --request "$REQUEST"
        git -C "$REPOSITORY" worktree remove --force "$before/tree"
---
apiVersion: tekton.dev/v1
kind: Pipeline
metadata:
  name: cdk8s-traefik
spec:
  params:
    - { name: url }
    - { name: revision }
    - { name: target-branch }
    - { name: directory, default: . }
    - { name: test, default: npm test --if-present }
    - { name: chart, default: 'true' }
    - { name: forge, default: github }
    - { name: api, default: 'https://api.github.com' }
    - { name: repository }
    - { name: request }
    - { name: token-secret }
  workspaces:
    - { name: source }
    - { name: npm-cache, optional: true }
    - { name: basic-auth, optional: true }
  tasks:
    - name: manifests
      taskRef: { name: cdk8s-traefik }
      timeout: 30m
      params:
        - { name: url, value: $(params.url) }
        - { name: revision, value: $(params.revision) }
        - { name: target-branch, value: $(params.target-branch) }
        - { name: directory, value: $(params.directory) }
        - { name: test, value: $(params.test) }
        - { name: chart, value: $(params.chart) }
      workspaces:
        - { name: source, workspace: source }
        - { name: npm-cache, workspace: npm-cache }
        - { name: basic-auth, workspace: basic-auth }
    - name: comment
      runAfter: [manifests]
      taskRef: { name: cdk8s-traefik-comment }
      timeout: 10m
      params:
        - { name: target-branch, value: $(params.target-branch) }
        - { name: directory, value: $(params.directory) }
        - { name: forge, value: $(params.forge) }
        - { name: api, value: $(params.api) }
        - { name: repository, value: $(params.repository) }
        - { name: request, value: $(params.request) }
        - { name: token-secret, value: $(params.token-secret) }
      workspaces:
        - { name: source, workspace: source }
