# What Pipelines as Code runs for each pull request; it puts its own values in the place of what stands in double braces.
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata:
  generateName: cdk8s-traefik-
  annotations:
    pipelinesascode.tekton.dev/on-event: '[pull_request]'
    pipelinesascode.tekton.dev/on-target-branch: '[@branch@]'
    pipelinesascode.tekton.dev/max-keep-runs: '5'
    pipelinesascode.tekton.dev/cancel-in-progress: 'true'
spec:
  pipelineRef: { name: cdk8s-traefik }
  params:
    - { name: url, value: '{{ repo_url }}' }
    - { name: revision, value: '{{ revision }}' }
    - { name: target-branch, value: '{{ target_branch }}' }
    - { name: repository, value: '{{ repo_owner }}/{{ repo_name }}' }
    - { name: request, value: '{{ pull_request_number }}' }
    - { name: token-secret, value: '{{ git_auth_secret }}' }
    - { name: test, value: '@test@' }
  taskRunTemplate:
    podTemplate:
      automountServiceAccountToken: false
      securityContext: { fsGroup: 65532 }
  workspaces:
    - name: source
      volumeClaimTemplate:
        spec:
          accessModes: [ReadWriteOnce]
          resources: { requests: { storage: 2Gi } }
    - name: basic-auth
      secret: { secretName: '{{ git_auth_secret }}' }
