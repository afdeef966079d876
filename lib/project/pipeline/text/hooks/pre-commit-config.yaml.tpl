# https://pre-commit.com: `pre-commit install` once in each clone.
repos:
  - repo: local
    hooks:
      - id: cdk8s-traefik
        name: cdk8s-traefik check, of all environments
        entry: npx --no -- cdk8s-traefik check
        language: system
        pass_filenames: false
        files: \.(ya?ml|json|ts)$|(^|/)go\.(mod|sum|work)$
