/** What stands in a log in the user's language, known by its shape: records, message 1500, and the codes of both. */
import { describe, expect, it } from 'vitest';
import { codeOf, codeText } from '../answer/codes.ts';
import { LogReader } from './log-reader.ts';
import type { Session } from './story.ts';

const readAs = (text: string, encoding: 'utf-8' | 'utf-16le'): Session | undefined => {
  const reader = new LogReader({ encoding, bom: false });
  reader.push(Buffer.from(`${text}\r\n`, encoding === 'utf-8' ? 'utf8' : 'utf16le'));
  return reader.finish().sessions[0];
};
const ENCODINGS = ['utf-8', 'utf-16le'] as const;
const ENGINE = 'MSI (s) (A0:E8) [10:00:00:000]: ';

/** A sentence of the 1033 record in a language, `{N}` for the status; the wording is ours, the shape Windows' own. */
const SENTENCES: Readonly<Record<string, string>> = {
  English:
    'Windows Installer installed the product. Product Name: Tool. Product Version: 1.0.2. Product Language: 1033. Manufacturer: Maker, Inc.. Installation success or error status: {N}.',
  'English of XP, without a manufacturer':
    'Windows Installer installed the product. Product Name: Tool. Product Version: 1.0.2. Product Language: 1033. Installation success or error status: {N}.',
  German:
    'Das Produkt wurde installiert. Produktname: Tool. Produktversion: 1.0.2. Produktsprache: 1031. Hersteller: Maker GmbH. Erfolg- bzw. Fehlerstatus der Installation: {N}.',
  French:
    'Le produit a été installé. Nom du produit : Tool. Version du produit : 1.0.2. Langue du produit : 1036. Fabricant : Maker. État de réussite ou d’erreur de l’installation : {N}.',
  Spanish:
    'Se instaló el producto. Nombre del producto: Tool. Versión del producto: 1.0.2. Idioma del producto: 3082. Fabricante: Maker. Estado de éxito o error de la instalación: {N}.',
  Italian:
    'Prodotto installato. Nome prodotto: Tool. Versione prodotto: 1.0.2. Lingua prodotto: 1040. Produttore: Maker. Stato di operazione riuscita o errore: {N}.',
  Portuguese:
    'O produto foi instalado. Nome do Produto: Tool. Versão do Produto: 1.0.2. Idioma do Produto: 1046. Fabricante: Maker. Status de êxito ou erro da instalação: {N}.',
  Dutch:
    'Het product is geïnstalleerd. Productnaam: Tool. Productversie: 1.0.2. Producttaal: 1043. Fabrikant: Maker. Geslaagd- of foutstatus van de installatie: {N}.',
  Swedish:
    'Produkten har installerats. Produktnamn: Tool. Produktversion: 1.0.2. Produktspråk: 1053. Tillverkare: Maker. Status för installationen: {N}.',
  Danish:
    'Produktet blev installeret. Produktnavn: Tool. Produktversion: 1.0.2. Produktsprog: 1030. Producent: Maker. Status for installationen: {N}.',
  Polish:
    'Produkt został zainstalowany. Nazwa produktu: Tool. Wersja produktu: 1.0.2. Język produktu: 1045. Producent: Maker. Stan powodzenia lub błędu instalacji: {N}.',
  Czech:
    'Produkt byl nainstalován. Název produktu: Tool. Verze produktu: 1.0.2. Jazyk produktu: 1029. Výrobce: Maker. Stav úspěchu nebo chyby instalace: {N}.',
  Hungarian:
    'A termék telepítve. Termék neve: Tool. Termék verziója: 1.0.2. Termék nyelve: 1038. Gyártó: Maker. A telepítés állapota: {N}.',
  Russian:
    'Продукт установлен. Название продукта: Tool. Версия продукта: 1.0.2. Язык продукта: 1049. Изготовитель: Maker. Состояние установки (успех или ошибка): {N}.',
  Turkish:
    'Ürün yüklendi. Ürün Adı: Tool. Ürün Sürümü: 1.0.2. Ürün Dili: 1055. Üretici: Maker. Yükleme başarısı ya da hata durumu: {N}.',
  Japanese:
    '製品がインストールされました。製品名: Tool。製品バージョン: 1.0.2。製品の言語: 1041。製造元: Maker。インストールの成功またはエラーの状態: {N}。',
  Korean:
    '제품을 설치했습니다. 제품 이름: Tool. 제품 버전: 1.0.2. 제품 언어: 1042. 제조업체: Maker. 설치 성공 또는 오류 상태: {N}.',
  Chinese:
    '已安装产品。产品名称: Tool。产品版本: 1.0.2。产品语言: 2052。制造商: Maker。安装成功或错误状态: {N}。',
};

describe('the sentence of a record', () => {
  it('is tried in eighteen wordings', () => {
    expect(Object.keys(SENTENCES)).toHaveLength(18);
  });

  describe.each(ENCODINGS)('in %s', (encoding) => {
    it.each(Object.entries(SENTENCES))('gives product and status: %s', (_, sentence) => {
      for (const line of [sentence, ENGINE + sentence]) {
        const session = readAs(line.replace('{N}', '1618'), encoding);
        expect(session?.record).toMatchObject({ line: 1, product: 'Tool', status: 1618 });
        expect(session?.busy).toMatchObject([{ shape: 'record', line: 1 }]);
        expect(readAs(line.replace('{N}', '1603'), encoding)?.busy).toEqual([]);
      }
    });
  });

  it.each([
    'Windows Installer installed the product. Product Name: Tool. Installation success or error status: 1618.',
    'Property(S): STATUS = status: 1618',
    'The table has rows: 1618.',
  ])('is not found where one is not: %s', (line) => {
    expect(readAs(line, 'utf-8')?.record ?? null).toBeNull();
  });
});

describe('a code at the end of a call', () => {
  it.each([
    [1602, 'ERROR_INSTALL_USEREXIT'],
    [1603, 'ERROR_INSTALL_FAILURE'],
    [1604, 'ERROR_INSTALL_SUSPEND'],
    [1605, 'ERROR_UNKNOWN_PRODUCT'],
    [1612, 'ERROR_INSTALL_SOURCE_ABSENT'],
    [1618, 'ERROR_INSTALL_ALREADY_RUNNING'],
    [1619, 'ERROR_INSTALL_PACKAGE_OPEN_FAILED'],
    [1620, 'ERROR_INSTALL_PACKAGE_INVALID'],
    [1625, 'ERROR_INSTALL_PACKAGE_REJECTED'],
    [1633, 'ERROR_INSTALL_PLATFORM_UNSUPPORTED'],
    [1638, 'ERROR_PRODUCT_VERSION'],
    [1641, 'ERROR_SUCCESS_REBOOT_INITIATED'],
    [1642, 'ERROR_PATCH_TARGET_NOT_FOUND'],
    [3010, 'ERROR_SUCCESS_REBOOT_REQUIRED'],
  ])('%i is read and has its name', (code, name) => {
    for (const line of [
      `MSI (c) (84:F8) [10:00:00:000]: MainEngineThread is returning ${code}`,
      `MSI (c) (84:F8) [10:00:00:000]: Back from server. Return value: ${code}`,
      (SENTENCES['German'] ?? '').replace('{N}', String(code)),
    ]) {
      const session = readAs(line, 'utf-8');
      if (session === undefined) throw new Error(`nothing was read from "${line}"`);
      expect(codeOf(session)).toBe(code);
      expect(codeText(code)).toBe(`${code} (${name})`);
    }
  });
});

describe('message 1500', () => {
  describe.each(ENCODINGS)('in %s', (encoding) => {
    it.each([
      ['English', 'Product', 'Error 1500. Another installation is in progress.'],
      ['German', 'Produkt', 'Fehler 1500. Es läuft schon eine andere Installation.'],
      ['French', 'Produit ', 'Erreur 1500. Une autre installation est en cours.'],
      ['Spanish', 'Producto', 'Error 1500. Hay otra instalación en curso.'],
      ['Italian', 'Prodotto', 'Errore 1500. È già in corso un’altra installazione.'],
      ['Portuguese', 'Produto', 'Erro 1500. Outra instalação está em andamento.'],
      ['Polish', 'Produkt', 'Błąd 1500. Trwa inna instalacja.'],
      ['Russian', 'Продукт', 'Ошибка 1500. Выполняется другая установка.'],
      ['Japanese', '製品', 'エラー 1500。別のインストールが進行中です。'],
    ])('is known: %s', (_, product, message) => {
      for (const line of [message, `${ENGINE}${message}`, `${ENGINE}${product}: Tool -- ${message}`]) {
        expect([line, readAs(line, encoding)?.busy]).toMatchObject([
          line,
          [{ shape: 'message-1500', line: 1 }],
        ]);
      }
      const other = message.replace('1500', '1501');
      for (const line of [other, `${ENGINE}${product}: Tool -- ${other}`])
        expect([line, readAs(line, encoding)?.busy ?? []]).toEqual([line, []]);
    });
  });
});
