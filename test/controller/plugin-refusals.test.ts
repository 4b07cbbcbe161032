import { ControllerPlugin, PluginFetch } from '../../lib';
import { refusal } from '../support/synth';
import { SHA256 } from './support';

describe('a plugin is refused', () => {
  const at = (location: string): string => refusal(() => ControllerPlugin.step('example/approval', { location }));

  test.each(['approval', 'example/approval/v1', '../approval', 'example/..', 'example/', 'exämple/approval', ''])('under the name %j', (name) => {
    expect(refusal(() => ControllerPlugin.step(name, { location: 'https://plugins.example.com/x' })))
      .toBe(`ControllerPlugin: ${JSON.stringify(name)} is no name of a plugin; give owner and name, as in argoproj-labs/gatewayAPI`);
  });

  test('at what is no address', () => {
    const isNone = (location: string): string => `[ControllerPlugin example/approval] location: ${JSON.stringify(location)} is no address of http, https or file; give https://… or file:///…`;
    expect(at('plugins/approval')).toBe(isNone('plugins/approval'));
    expect(at('ftp://plugins.example.com/x')).toBe(isNone('ftp://plugins.example.com/x'));
    expect(at(' ')).toBe('[ControllerPlugin example/approval] location: " " is empty; give the address of the executable');
    expect(at('file://plugins/x')).toBe('[ControllerPlugin example/approval] location: "file://plugins/x" is not the absolute path of a file; give file:/// and the path');
  });

  test('with a password in its address, which is not repeated', () => {
    expect(at('https://me:hunter2@plugins.example.com/x')).toBe('[ControllerPlugin example/approval] location: '
      + 'has a user name or a password in it, for everybody to read; keep the plugin where none is needed, or fetch it from an image');
  });

  test('with a secret in its address, which is not repeated', () => {
    for (const query of ['token=hunter2hunter2', 'X-Amz-Credential=a&X-Amz-Signature=hunter2hunter2', 'X-Amz-Security-Token=hunter2hunter2']) {
      expect(at(`https://plugins.example.com/x?${query}`)).toBe('[ControllerPlugin example/approval] location: '
        + 'has a secret in it, for everybody to read; keep the plugin where none is needed, or fetch it from an image');
    }
  });

  test.each(['https://plugins.example.com/a plugin', 'file:///bin/x\n'])('with white space in its address, as %j', (location) => {
    expect(at(location)).toBe(`[ControllerPlugin example/approval] location: ${JSON.stringify(location)} has white space in it; write it as %20, or rename the file`);
  });

  test.each(['', 'abc', `${SHA256}0`, SHA256.replace('0', 'g')])('with the checksum %j', (sha256) => {
    expect(refusal(() => ControllerPlugin.step('example/approval', { location: 'https://plugins.example.com/x', sha256 })))
      .toBe(`[ControllerPlugin example/approval] sha256: ${JSON.stringify(sha256)} is not 64 hexadecimal digits; give the SHA-256 of the executable`);
  });

  test('if anybody on the way can replace it', () => {
    const location = 'http://plugins.example.com/x';
    const message = `[ControllerPlugin example/approval] location: "${location}" has neither TLS nor a checksum, `
      + 'so anybody on the way can replace what runs with the permissions of the controller; give https://…, or `sha256`';
    expect(at(location)).toBe(message);
    expect(refusal(() => ControllerPlugin.step('example/approval', { location, fetch: PluginFetch.download() }))).toBe(message);
    expect(ControllerPlugin.step('example/approval', { location, sha256: SHA256 })._location).toBe(location);
  });

  test('if it is fetched from where it is not', () => {
    const fetched = (location: string, fetch: PluginFetch): string => refusal(() => ControllerPlugin.step('example/approval', { location, fetch }));
    expect(fetched('file:///bin/x', PluginFetch.download()))
      .toBe('[ControllerPlugin example/approval] location: is a file, which needs no download; give its https:// address, or leave out `fetch`');
    expect(fetched('https://plugins.example.com/x', PluginFetch.fromImage('registry.example.com/approval')))
      .toBe('[ControllerPlugin example/approval] location: is not in the image that the plugin is copied from; give file:/// and the path there, or `PluginFetch.download`');
    expect(refusal(() => PluginFetch.fromImage(''))).toBe('PluginFetch: "" is empty; give the image of the init container');
  });
});
