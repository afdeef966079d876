# @name@

@description@

```sh
npm ci                # once
npx cdk8s synth       # checks everything and writes @folders@
npm test              # the first run writes snapshots of all manifests; commit them
```

`environments/base.yaml` has what all environments share, each other file of the folder is one environment and says what
differs. `main.ts` is the program; constructs of your own go into `app.ts`.

| to                                 | run                                                          |
| ---------------------------------- | ------------------------------------------------------------ |
| see where a value comes from       | `npx cdk8s-traefik env @environment@ --provenance`           |
| see all routes                     | `npx cdk8s-traefik routes --env @environment@`               |
| see what becomes of a request      | `npx cdk8s-traefik explain URL --env @environment@`          |
| see what a change does to traffic  | `npx cdk8s-traefik diff dist/@environment@ env:@environment@` |
| make one Helm chart of it          | `npx cdk8s-traefik chart --output chart`                     |
