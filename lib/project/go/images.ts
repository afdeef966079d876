import { posix } from 'node:path';
import { stringifyYamlValue } from '../../core/yaml';
import { newestGoVersion } from './go-version';
import { type GoMain, type GoModule, type GoWorkspace, importPath } from './workspace';

/** What builds images of Go programs. */
export const imageTools = ['ko', 'goreleaser', 'docker'] as const;
export type ImageTool = (typeof imageTools)[number];

/** What images are built for. */
const platforms = ['linux/amd64', 'linux/arm64'];

/** Images without a shell, whose user is 65532; the second has a C library. */
const baseImages = {
  static: 'gcr.io/distroless/static-debian12:nonroot',
  cgo: 'gcr.io/distroless/base-debian12:nonroot',
};

/** A program with the module that it is of. */
interface Program extends GoMain {
  readonly module: GoModule;
  /** A name that no other program of the workspace has. */
  readonly id: string;
}

/** The files that have a tool build the images of all programs of a workspace, by name. */
export function imageFiles(workspace: GoWorkspace, tool: ImageTool): Readonly<Record<string, string>> {
  const programs = programsOf(workspace);
  if (tool === 'ko') return { '.ko.yaml': stringifyYamlValue(koSettings(programs)) };
  if (tool === 'goreleaser') {
    return { '.goreleaser.yaml': stringifyYamlValue(goreleaserSettings(programs)) };
  }
  return { Dockerfile: dockerfile(workspace, programs), '.dockerignore': dockerignore };
}

function programsOf({ modules }: GoWorkspace): readonly Program[] {
  const all = modules.flatMap((module) => module.mains.map((main) => ({ ...main, module })));
  const named = (name: string): number => all.filter((each) => each.name === name).length;
  return all.map((each) => ({
    ...each,
    id:
      named(each.name) === 1 ? each.name : importPath(each.module.path, each.dir).replaceAll(/[^\w-]+/g, '-'),
  }));
}

const linkerFlags = ['-s', '-w'];

/** Source: https://ko.build/configuration */
function koSettings(programs: readonly Program[]): unknown {
  return {
    defaultBaseImage: baseImages.static,
    defaultPlatforms: platforms,
    ...(programs.some(({ module }) => module.usesCgo) && {
      baseImageOverrides: Object.fromEntries(
        programs
          .filter(({ module }) => module.usesCgo)
          .map(({ module, dir }) => [importPath(module.path, dir), baseImages.cgo]),
      ),
    }),
    builds: programs.map(({ id, module, dir }) => ({
      id,
      dir: module.dir,
      main: dir === '.' ? '.' : `./${dir}`,
      env: [`CGO_ENABLED=${module.usesCgo ? 1 : 0}`],
      flags: ['-trimpath'],
      ldflags: linkerFlags,
    })),
  };
}

/** Source: https://goreleaser.com/customization, version 2 of its settings. */
function goreleaserSettings(programs: readonly Program[]): unknown {
  return {
    version: 2,
    builds: programs.map(({ id, name, module, dir }) => ({
      id,
      binary: name,
      dir: module.dir,
      main: dir === '.' ? '.' : `./${dir}`,
      env: [`CGO_ENABLED=${module.usesCgo ? 1 : 0}`],
      goos: ['linux'],
      goarch: ['amd64', 'arm64'],
      flags: ['-trimpath'],
      ldflags: [linkerFlags.join(' ')],
      // The same commit makes the same bytes.
      mod_timestamp: '{{ .CommitTimestamp }}',
    })),
    kos: programs.map(({ id, module }) => ({
      id,
      build: id,
      repositories: [`{{ .Env.KO_DOCKER_REPO }}/${id}`],
      base_image: module.usesCgo ? baseImages.cgo : baseImages.static,
      platforms,
      tags: ['{{ .Version }}'],
      bare: true,
      sbom: 'spdx',
      creation_time: '{{ .CommitTimestamp }}',
      ko_data_creation_time: '{{ .CommitTimestamp }}',
    })),
    archives: programs.map(({ id }) => ({
      id,
      ids: [id],
      name_template: `${id}_{{ .Version }}_{{ .Os }}_{{ .Arch }}`,
    })),
    checksum: { name_template: 'checksums.txt' },
    sboms: [{ artifacts: 'archive' }],
  };
}

/** One stage a program: `docker build --target orders .` */
function dockerfile({ work, modules }: GoWorkspace, programs: readonly Program[]): string {
  const version = newestGoVersion(
    modules.map(({ mod }) => mod.toolchain?.value.replace(/^go/, '') ?? mod.go?.value ?? ''),
  );
  const usesCgo = programs.some(({ module }) => module.usesCgo);
  const workFiles = work ? ['COPY go.work go.work.su[m] ./'] : [];
  const modFiles = moduleFolders(modules).map(
    (dir) =>
      `COPY ${posix.join(dir, 'go.mod')} ${posix.join(dir, 'go.su[m]')} ${dir === '.' ? './' : `${dir}/`}`,
  );
  const download = work ? 'go mod download' : inFolder(modules[0]?.dir ?? '.', 'go mod download');
  const stages = programs.flatMap(({ id, name, module, dir }) => [
    '',
    `FROM build AS build-${id}`,
    `RUN ${caches} \\`,
    `    ${inFolder(module.dir, `CGO_ENABLED=${module.usesCgo ? 1 : 0} GOOS=linux GOARCH=$TARGETARCH go build -trimpath -ldflags '${linkerFlags.join(' ')}' -o /out/${name} ${dir === '.' ? '.' : `./${dir}`}`)}`,
    '',
    `FROM ${module.usesCgo ? baseImages.cgo : baseImages.static} AS ${id}`,
    `COPY --from=build-${id} /out/${name} /${name}`,
    'USER 65532:65532',
    `ENTRYPOINT ["/${name}"]`,
  ]);
  return [
    '# syntax=docker/dockerfile:1',
    `# One stage a program: docker build --target ${programs[0]?.id ?? 'NAME'} .`,
    usesCgo
      ? '# A package imports "C": the build runs on the platform that it is for.'
      : '# The build runs on the platform of the machine, and Go compiles for the one that is wanted.',
    `FROM ${usesCgo ? '' : '--platform=$BUILDPLATFORM '}golang:${version} AS modules`,
    'WORKDIR /src',
    ...workFiles,
    ...modFiles,
    `RUN --mount=type=cache,target=/go/pkg/mod ${download}`,
    '',
    'FROM modules AS build',
    'ARG TARGETARCH',
    'COPY . .',
    ...stages,
    '',
  ].join('\n');
}

/** The folders of all modules that a build reads: those of the workspace, and those that take the place of others. */
function moduleFolders(modules: readonly GoModule[]): readonly string[] {
  const replaced = modules.flatMap(({ dir, mod }) =>
    mod.replace.filter(({ by }) => by.version === '').map(({ by }) => posix.join(dir, by.path)),
  );
  return [...new Set([...modules.map(({ dir }) => dir), ...replaced])];
}

const caches = '--mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build';

const dockerignore = ['.git', 'dist', 'node_modules', '**/*_test.go', ''].join('\n');

function inFolder(dir: string, command: string): string {
  return dir === '.' ? command : `cd ${dir} && ${command}`;
}
