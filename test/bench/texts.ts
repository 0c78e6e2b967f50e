/** A text with the path a folder would give it. */
export interface BenchText {
  readonly path: string;
  readonly text: string;
}

/** A compose file of so many services; each links to the next one under an alias and to the third one by name. */
export function composeText(services: number): string {
  const blocks = ['services:'];
  for (let at = 0; at < services; at++) {
    const linked = (by: number) => `service-${(at + by) % services}`;
    blocks.push(
      `  service-${at}:`,
      `    image: "registry.example/team/app-${at}:1.${at % 40}"`,
      `    links: # one of them under another name`,
      `      - ${linked(1)}:db`,
      `      - ${linked(3)}`,
      `    environment:`,
      `      DATABASE_URL: tcp://db:3306/main`,
      `      WORKERS: '${at % 8}'`,
      `    ports: ["127.0.0.1:${8000 + at}:80"]`,
      `    depends_on: [${linked(1)}]`,
    );
  }
  return `${blocks.join('\n')}\n`;
}

/** A file of the oldest format, whose services stand at the top and share an anchor. */
function v1Text(services: number): string {
  const names = Array.from({ length: services }, (_, at) => `web${at}`);
  const blocks = names.map((name) => `${name}:\n  <<: *base\n  image: example/${name}\n  links:\n    - base:db\n  expose: ["80"]\n`);
  return `base: &base\n  image: mysql\n  environment:\n    - MYSQL_ROOT_PASSWORD=secret\n${blocks.join('')}`;
}

/** Files as a workspace of many small projects has them: 1 to 24 services, every fourth of the oldest format. */
export function smallFiles(count: number): readonly BenchText[] {
  return Array.from({ length: count }, (_, at) => {
    const services = 1 + ((at * 7) % 24);
    return { path: `project-${at}/docker-compose.yml`, text: at % 4 === 3 ? v1Text(services) : composeText(services) };
  });
}
