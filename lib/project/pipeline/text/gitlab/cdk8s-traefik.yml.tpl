# Jobs to include: what manifests must pass before they are merged. `cdk8s-traefik ci --for gitlab` wrote it; .gitlab-ci.yml
# includes it.
variables:
  # Folder of the project in the repository.
  DIRECTORY: .
  # Command that runs the project's own tests.
  TEST: npm test --if-present
  NODE_IMAGE: @nodeImage@
  HELM_IMAGE: @helmImage@

.cdk8s-traefik:
  image: $NODE_IMAGE
  timeout: 30 minutes
  variables:
    npm_config_cache: $CI_PROJECT_DIR/.npm
  cache:
    key:
      files:
        - $DIRECTORY/package-lock.json
    paths:
      - .npm

manifests:
  extends: .cdk8s-traefik
  stage: test
  script:
    - cd "$DIRECTORY"
    - npm ci --no-audit --no-fund
    - npm run typecheck --if-present
    - npx --no -- cdk8s-traefik synth --output dist
    - npx --no -- cdk8s-traefik check -o gitlab > gl-code-quality-report.json || { npx --no -- cdk8s-traefik check; exit 1; }
    - bash -euo pipefail -c "$TEST"
    - |
      @lock@
    # A project that makes no chart sets CHART to "false".
    - if [ "${CHART:-true}" = true ]; then npx --no -- cdk8s-traefik chart --output chart; fi
  artifacts:
    when: always
    paths:
      - $DIRECTORY/dist
      - $DIRECTORY/chart
    reports:
      codequality: $DIRECTORY/gl-code-quality-report.json

lint-chart:
  image:
    name: $HELM_IMAGE
    entrypoint: ['']
  stage: test
  needs: [manifests]
  rules:
    - if: $CHART != "false"
  variables:
    GIT_STRATEGY: none
  script:
    - cd "$DIRECTORY"
    - |
      @lintChart@

traffic:
  extends: .cdk8s-traefik
  stage: test
  needs: [manifests]
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  variables:
    # The commit that both branches come from is looked up.
    GIT_DEPTH: 0
    BASE: $CI_MERGE_REQUEST_DIFF_BASE_SHA
  script:
    - cd "$DIRECTORY"
    - npm ci --no-audit --no-fund
    - |
      @diff@
  artifacts:
    paths:
      - $DIRECTORY/traffic.md

comment:
  extends: .cdk8s-traefik
  stage: test
  needs: [traffic]
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  # The token of GitLab's own jobs may write no notes. GITLAB_TOKEN, of the scope api, is best a variable of this
  # environment alone, so that no other job has it.
  environment:
    name: traffic-comment
    action: access
  variables:
    GIT_DEPTH: 0
  script:
    - cd "$DIRECTORY"
    - |
      if [ -z "${GITLAB_TOKEN:-}" ]; then
        echo 'GITLAB_TOKEN is not set: no comment is written.'
        exit 0
      fi
    # Nothing of the change runs where a token may write.
    - traffic=$(mktemp)
    - cp traffic.md "$traffic"
    - git checkout --quiet --force --detach "$CI_MERGE_REQUEST_DIFF_BASE_SHA"
    - npm ci --ignore-scripts --no-audit --no-fund
    - npx --no -- cdk8s-traefik ci comment "$traffic" --for gitlab
