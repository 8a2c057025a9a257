// Names and codes of countries: those of the program, in both languages, and read back as typed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countries, countryName, countryOptions, countryTyped } from '../../src/kit/countries';

describe('countries', () => {
  it('are those that the program knows', () => {
    const source = readFileSync(join(import.meta.dirname, '../../../src-tauri/crates/core/src/country.rs'), 'utf8');
    const codes = /CODES: &str = "([^"]*)"/.exec(source)?.[1] ?? '';
    expect(countries).toEqual(codes.replaceAll('\\', ' ').trim().split(/\s+/));
  });
  it('have names in both languages, each once', () => {
    for (const locale of ['en', 'zh-CN']) {
      const names = countryOptions(locale).map((one) => one.label);
      expect(new Set(names).size).toBe(countries.length);
      expect(names.filter((name) => /^[A-Z]{2}$/.test(name))).toEqual([]);
    }
    expect(countryName('DE', 'en')).toBe('Germany');
    expect(countryName('DE', 'zh-CN')).toBe('德国');
    expect(countryName('nonsense', 'en')).toBe('nonsense');
  });
  it('are read by name in either language and by code', () => {
    expect(['germany', ' 德国 ', 'de', 'ＤＥ'].map(countryTyped)).toEqual(['DE', 'DE', 'DE', 'DE']);
    expect(['', 'Atlantis', 'Nig'].map(countryTyped)).toEqual([null, null, null]);
  });
});
