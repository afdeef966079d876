import type { DescribedWorkspace } from '../project/go';

/** Modules for people: their programs, and what their dependencies say of services. */
export function workspaceText({ work, modules }: DescribedWorkspace): string {
  const head = work === null ? [] : [`workspace ${work}`, ''];
  const blocks = modules.map(({ path, dir, go, toolchain, mains, because, features, plugin, replaces }) => {
    const version = [
      go === null ? 'no Go version' : `Go ${go}`,
      ...(toolchain === null ? [] : [`toolchain ${toolchain}`]),
    ];
    return [
      `module ${path} (${dir}): ${version.join(', ')}`,
      ...mains.map((main) => `  program ${main.name} (${main.dir})`),
      ...because.map(
        ({ feature, module, location, meaning }) =>
          `  ${feature}: ${meaning} [${module}, ${location.file}:${location.line}]`,
      ),
      ...(features.includes('cgo')
        ? ['  cgo: needs a C library in its image, and a smaller share of its memory for Go']
        : []),
      ...(plugin ? [`  plugin of Traefik: ${plugin.name}, a ${plugin.type}`] : []),
      ...replaces.map((each) => `  replaces ${versionText(each.old)} by ${versionText(each.new)}`),
    ].join('\n');
  });
  return [...head, ...blocks].map((line) => `${line}\n`).join('');
}

const versionText = ({ path, version }: { path: string; version?: string }): string =>
  version === undefined ? path : `${path} ${version}`;
