import { describe, expect, test } from 'vitest';
import { containersOf } from '../../../../src/domain/compose/running.ts';
import type { ContainerSummary } from '../../../../src/domain/engine/container.ts';

/** A container with Compose's labels. */
function labelled(service: string, workingDir: string, files: string): ContainerSummary {
  const labels = new Map([
    ['com.docker.compose.project', 'shop'],
    ['com.docker.compose.service', service],
    ['com.docker.compose.project.working_dir', workingDir],
    ['com.docker.compose.project.config_files', files],
  ]);
  return { id: `${service}-id`, name: `shop_${service}_1`, names: [], networkMode: 'default', labels };
}

describe('the containers of a compose file', () => {
  test.each([
    ['1.29.2 labels the name', '/home/me/shop', 'docker-compose.yml', true],
    ['2.x labels the path', '/home/me/shop', '/home/me/shop/docker-compose.yml', true],
    ['one file of several', '/home/me/shop', '/home/me/shop/base.yml,/home/me/shop/docker-compose.yml', true],
    ['another folder', '/home/me/other', 'docker-compose.yml', false],
    ['another file', '/home/me/shop', '/home/me/shop/docker-compose.prod.yml', false],
    ['no labels at all', '', '', false],
  ])('%s', (_, workingDir, files, found) => {
    const services = containersOf([labelled('web', workingDir, files)], { folder: '/home/me/shop', name: 'docker-compose.yml' });
    expect(services.get('web')?.map(({ id }) => id)).toEqual(found ? ['web-id'] : undefined);
  });

  const SHOP = { folder: '/w/shop/parts', name: 'compose.web.yaml' };
  const project = (isOnly: boolean, ...files: readonly string[]) => ({ ...SHOP, projects: [{ name: 'shop', files, isOnly }] });

  test.each([
    ['a file that the project includes', '/w/shop/compose.yaml', ['/w/shop/compose.yaml', '/w/shop/parts/compose.web.yaml'], true],
    ['another project of the file that was brought up', '/w/shop/compose.yaml,/w/shop/x.yaml', ['/w/shop/compose.yaml'], false],
    ['a project of that name in another folder', '/v/shop/compose.yaml', ['/w/shop/compose.yaml'], false],
  ])('by the projects that read it: %s', (_, labels, files, found) => {
    const container = labelled('web', '/w/shop', labels);
    expect(containersOf([container], project(true, ...files)).has('web')).toBe(found);
  });

  test.each([
    ['of the only project of that name', 'shop', true, true],
    ['of one of two projects of that name', 'shop', false, false],
    ['of another project', 'shop2', true, false],
  ])('that an old Compose made, which labels no files: %s', (_, name, isOnly, found) => {
    const labels = new Map([
      ['com.docker.compose.project', name],
      ['com.docker.compose.service', 'web'],
    ]);
    const container = { id: 'a', name: 'shop_web_1', names: [], networkMode: 'default', labels };
    expect(containersOf([container], project(isOnly, '/w/shop/compose.yaml')).has('web')).toBe(found);
  });

  test('a relative path may lead out of the folder in which Compose ran', () => {
    const container = labelled('web', '/w/shop/deploy', '../parts/compose.web.yaml');
    expect(containersOf([container], SHOP).has('web')).toBe(true);
  });

  test('paths of Windows are the same with either slash and either case of the drive', () => {
    const container = labelled('web', 'C:\\shop', 'C:\\shop\\docker-compose.yml');
    expect(containersOf([container], { folder: '/c:/shop', name: 'docker-compose.yml' }).size).toBe(1);
  });

  test('replicas stand together', () => {
    const twice = [labelled('web', '/shop', 'compose.yaml'), labelled('web', '/shop', 'compose.yaml')];
    expect(containersOf(twice, { folder: '/shop', name: 'compose.yaml' }).get('web')).toHaveLength(2);
  });
});
