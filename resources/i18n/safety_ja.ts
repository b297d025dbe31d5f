<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>BackupBar</name>
    <message>
        <source>Backup verified at {time}.</source>
        <translation>{time}にバックアップを確認しました。</translation>
    </message>
    <message>
        <source>Making a backup</source>
        <translation>バックアップを作成中</translation>
    </message>
    <message>
        <source>The backup was stopped; the earlier ones stand.</source>
        <translation>バックアップを中止しました。これまでのものは残っています。</translation>
    </message>
</context>
<context>
    <name>BackupLine</name>
    <message numerus="yes">
        <source>%n application(s), count and content equal</source>
        <translation>
            <numerusform>請求%n件 件数と内容が一致</numerusform>
        </translation>
    </message>
    <message>
        <source>Last verified backup</source>
        <translation>最後に確認したバックアップ</translation>
    </message>
</context>
<context>
    <name>BackupWords</name>
    <message>
        <source>Backing up</source>
        <translation>バックアップ作成中</translation>
    </message>
    <message>
        <source>Backup is old</source>
        <translation>バックアップが古い</translation>
    </message>
    <message>
        <source>Backup verified</source>
        <translation>バックアップ確認済み</translation>
    </message>
    <message>
        <source>Last try failed</source>
        <translation>前回は失敗</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>バックアップなし</translation>
    </message>
    <message>
        <source>today</source>
        <translation>本日</translation>
    </message>
</context>
<context>
    <name>ClosingBackup</name>
    <message>
        <source>Backup before closing</source>
        <translation>終了前のバックアップ</translation>
    </message>
    <message>
        <source>Everything is saved. The copy is opened again and compared; then the window closes by itself.</source>
        <translation>記録はすべて保存済みです。写しを開き直して内容を確かめたあと、自動で終了します。</translation>
    </message>
    <message>
        <source>Quit without a backup</source>
        <translation>バックアップせずに終了</translation>
    </message>
    <message>
        <source>The backup is being made</source>
        <translation>バックアップを作成しています</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度行う</translation>
    </message>
</context>
<context>
    <name>ReadingMark</name>
    <message>
        <source>Checking, reading only</source>
        <translation>検査中 閲覧のみ</translation>
    </message>
    <message>
        <source>Reading only</source>
        <translation>閲覧のみ</translation>
    </message>
    <message>
        <source>The database was checked and is sound.</source>
        <translation>データベースを検査し、異常がないことを確かめました。</translation>
    </message>
</context>
<context>
    <name>ShellActions</name>
    <message>
        <source>Back up now</source>
        <translation>今すぐバックアップ</translation>
    </message>
    <message>
        <source>The sample desk is not backed up.</source>
        <translation>見本の窓口はバックアップしません。</translation>
    </message>
</context>
</TS>
