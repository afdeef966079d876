include:
  - local: .gitlab/cdk8s-traefik.yml

workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == "@branch@"

stages: [test]

variables:
  TEST: '@test@'
