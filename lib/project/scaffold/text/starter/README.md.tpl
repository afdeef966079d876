## Before the first deployment

- `environments/base.yaml`: put your own image, ports and probes in the place of `services.web`.
- Domains: `domain` of base.yaml and prod.yaml.
- The cluster needs Traefik v3 with its CRDs, and cert-manager with the issuers that the environments name.

Then `kubectl apply -f dist/dev`, or let Argo CD or Flux read that folder.
