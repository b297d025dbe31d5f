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
    <name>CarryingOver</name>
    <message>
        <source>Carry the desk over to a signed roster</source>
        <translation>署名つきの登録簿への引継ぎ</translation>
    </message>
    <message>
        <source>Both sign</source>
        <translation>2人で署名する</translation>
    </message>
    <message>
        <source>From then on nobody changes people, keys, sheets or disposals without a signature.</source>
        <translation>これからは、署名なしに、利用者・鍵・シート・廃棄を変えることは誰にもできません。</translation>
    </message>
    <message>
        <source>Carried over. Print the new recovery sheet now.</source>
        <translation>引き継ぎました。続けて、新しい復旧シートを印刷してください。</translation>
    </message>
    <message>
        <source>Comes along: {name} ({said})</source>
        <translation>引き継ぐ：{name}（{said}）</translation>
    </message>
    <message>
        <source>Who does not sign now confirms himself later with the password.</source>
        <translation>今署名しない人は、あとで自分のパスワードで確認を受けます。</translation>
    </message>
    <message>
        <source>Names of disposed applications that the books explain: {number}</source>
        <translation>帳簿から説明できる廃棄済みの請求：{number}件</translation>
    </message>
    <message>
        <source>Stays behind: {name} ({said})</source>
        <translation>引き継がない：{name}（{said}）</translation>
    </message>
    <message>
        <source>Left behind unexplained: former signing keys of {signers} people, {names} disposed names.</source>
        <translation>説明できず引き継がないもの：以前の署名の鍵（{signers}人分）、廃棄済みの名前（{names}件）</translation>
    </message>
    <message>
        <source>Who signs with you</source>
        <translation>一緒に署名する人</translation>
    </message>
    <message>
        <source>That person's password, or the sheet's whole key</source>
        <translation>その人のパスワード、または復旧シートの鍵全体</translation>
    </message>
    <message>
        <source>Your own password</source>
        <translation>自分のパスワード</translation>
    </message>
    <message>
        <source>the recovery sheet {number}</source>
        <translation>復旧シート {number}</translation>
    </message>
</context>
<context>
    <name>BackupColumns</name>
    <message>
        <source>Applications</source>
        <translation>請求</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Journal up to</source>
        <translation>操作記録</translation>
    </message>
    <message>
        <source>Made and verified</source>
        <translation>作成・確認</translation>
    </message>
    <message>
        <source>Opens with sheet</source>
        <translation>開けるシート</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大きさ</translation>
    </message>
</context>
<context>
    <name>BackupFolder</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Folder for backups</source>
        <translation>バックアップの保存先</translation>
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
</context>
<context>
    <name>BackupsPage</name>
    <message>
        <source>12 daily and 8 weekly ones</source>
        <translation>日ごとに12、週ごとに8</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>今すぐバックアップ</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>保存先を選ぶ</translation>
    </message>
    <message>
        <source>Each hour if anything changed, at the exit, and by hand</source>
        <translation>変更があれば1時間ごと、終了時、手動</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>保存先</translation>
    </message>
    <message>
        <source>Hold a drill</source>
        <translation>復元訓練を行う</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>残す数</translation>
    </message>
    <message>
        <source>No folder for backups is chosen: nothing is backed up.</source>
        <translation>バックアップの保存先がまだ選ばれていません。今は何も保存されていません。</translation>
    </message>
    <message>
        <source>Restore this backup</source>
        <translation>選んだものから復元</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>There is no verified backup in this folder.</source>
        <translation>この保存先に、確認済みのバックアップはありません。</translation>
    </message>
    <message>
        <source>Verified backups</source>
        <translation>確認済みのバックアップ</translation>
    </message>
    <message>
        <source>When</source>
        <translation>作る時</translation>
    </message>
    <message>
        <source>none chosen</source>
        <translation>決まっていません</translation>
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
        <source>No backup was made</source>
        <translation>バックアップを作成できませんでした</translation>
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
    <name>GateStop</name>
    <message>
        <source>Choose another folder</source>
        <translation>別のフォルダーを選ぶ</translation>
    </message>
    <message>
        <source>Closed for a restore</source>
        <translation>復元のために閉じました</translation>
    </message>
    <message>
        <source>Closed; the result is at the right</source>
        <translation>閉じています。結果は右にあります。</translation>
    </message>
    <message>
        <source>Do what stands at the left under Next, then look again.</source>
        <translation>左の「次にすること」を行ってから、もう一度確かめてください。</translation>
    </message>
    <message>
        <source>Exit code</source>
        <translation>終了コード</translation>
    </message>
    <message>
        <source>Folder of the desk</source>
        <translation>窓口のフォルダー</translation>
    </message>
    <message>
        <source>Go on with the button at the right.</source>
        <translation>右のボタンで進んでください。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>もう一度確かめる</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>手引き</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次にすること</translation>
    </message>
    <message>
        <source>Nobody sees applicants' data here. The exit code is for the log of whoever looks after this computer.</source>
        <translation>この画面に請求者の情報は出ません。終了コードは、このコンピューターを管理する人のためのものです。</translation>
    </message>
    <message>
        <source>Nothing was changed yet.</source>
        <translation>まだ何も変えていません。</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Repair the database</source>
        <translation>データベースを修復する</translation>
    </message>
    <message>
        <source>Restore the backup, or go back to sign in as before.</source>
        <translation>バックアップを復元するか、戻って元のまま入り直してください。</translation>
    </message>
    <message>
        <source>Restore the newest good backup</source>
        <translation>最新の正しいバックアップから復元する</translation>
    </message>
    <message>
        <source>Safe</source>
        <translation>守られているもの</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>The desk is closed</source>
        <translation>窓口は閉じています</translation>
    </message>
    <message>
        <source>The desk was not opened</source>
        <translation>窓口を開けませんでした</translation>
    </message>
    <message>
        <source>The file of before is kept in the folder of the desk.</source>
        <translation>元のファイルは、窓口のフォルダーに残しています。</translation>
    </message>
    <message>
        <source>The file that was there is as it was.</source>
        <translation>元のファイルはそのままです。</translation>
    </message>
    <message>
        <source>The first button is the way to begin with. Repair and restore are done by an officer, and keep the file that is there.</source>
        <translation>上のボタンから順に試してください。修復と復元は個人情報保護管理者が行い、今のファイルは残します。</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>起きたこと</translation>
    </message>
    <message>
        <source>What the program can do</source>
        <translation>プログラムでできること</translation>
    </message>
    <message>
        <source>日本語</source>
        <translation>English</translation>
    </message>
</context>
<context>
    <name>HoldDrill</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n秒</numerusform>
        </translation>
    </message>
    <message>
        <source>Applications: backup / desk</source>
        <translation>請求（写し / 窓口）</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>バックアップ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Drill</source>
        <translation>復元訓練</translation>
    </message>
    <message>
        <source>Hold a drill each month</source>
        <translation>復元訓練は毎月1回行います</translation>
    </message>
    <message>
        <source>Hold the drill</source>
        <translation>訓練を行う</translation>
    </message>
    <message>
        <source>How far the drill is</source>
        <translation>復元訓練の進み具合</translation>
    </message>
    <message>
        <source>Journal: backup / desk</source>
        <translation>操作記録（写し / 窓口）</translation>
    </message>
    <message>
        <source>Key of the recovery sheet, typed or scanned</source>
        <translation>復旧シートの鍵（入力または読み取り）</translation>
    </message>
    <message>
        <source>Print the record</source>
        <translation>記録を印刷</translation>
    </message>
    <message>
        <source>Print the record again</source>
        <translation>記録をもう一度印刷</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>The backup is equal to the desk</source>
        <translation>バックアップは窓口と一致しています</translation>
    </message>
    <message numerus="yes">
        <source>The backup lacks %n save(s) of the desk</source>
        <translation>
            <numerusform>バックアップには、その後の保存%n件が含まれていません</numerusform>
        </translation>
    </message>
    <message>
        <source>The newest backup is opened with the key on paper, restored into memory and compared with the desk. Nothing is changed; the journal notes the drill.</source>
        <translation>最新のバックアップを紙の鍵で開き、メモリーの中に復元して窓口と比べます。窓口の内容は変えません。訓練をしたことは操作記録に残ります。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>かかった時間</translation>
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
    <name>RescueForm</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>バックアップ</translation>
    </message>
    <message>
        <source>Everybody signs in again after it.</source>
        <translation>復元のあと、全員が入り直します。</translation>
    </message>
    <message numerus="yes">
        <source>It holds %Ln application(s).</source>
        <translation>
            <numerusform>請求%Ln件を含みます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Key of its recovery sheet, typed or scanned</source>
        <translation>復旧シートの鍵（入力または読み取り）</translation>
    </message>
    <message>
        <source>Nobody signed this backup. Take it all the same?</source>
        <translation>このバックアップには誰の署名もありません。それでも使いますか。</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>個人情報保護管理者</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>修復する</translation>
    </message>
    <message>
        <source>Repair the database</source>
        <translation>データベースを修復</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>置き換える</translation>
    </message>
    <message>
        <source>Replace the desk with the backup of {when}?</source>
        <translation>{when} のバックアップに置き換えますか。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>復元する</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>バックアップから復元</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Take it all the same</source>
        <translation>それでも使う</translation>
    </message>
    <message>
        <source>The backup takes the place of the desk's database. What was entered after it is not in it. The file of now is kept beside it, passwords stay as they are, and what was disposed of stays disposed of.</source>
        <translation>窓口のデータベースをバックアップに置き換えます。その後に入力したものは含まれません。今のファイルは別の名前で残します。パスワードは変わらず、廃棄したものは廃棄されたままです。</translation>
    </message>
    <message>
        <source>The officer's password</source>
        <translation>個人情報保護管理者のパスワード</translation>
    </message>
    <message>
        <source>The repair works on a copy. The desk is replaced only by a copy that is whole, and the damaged file is kept. This can take some minutes.</source>
        <translation>修復は写しの上で行います。欠けのない写しができたときだけ入れ替え、壊れたファイルも残します。数分かかることがあります。</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>入力してください。</translation>
    </message>
    <message>
        <source>Whoever had the recovery sheet's public key could have made it. Find out first when and by whom it was made, and where it lay. Nothing was restored yet.</source>
        <translation>復旧シートの公開鍵を持つ人なら、誰でも作れたものです。いつ、誰が作り、どこに置いてあったかを、先に確かめてください。まだ何も復元していません。</translation>
    </message>
    <message>
        <source>{day} {time}, sheet {sheet}</source>
        <translation>{day} {time} シート{sheet}</translation>
    </message>
</context>
<context>
    <name>RescueResult</name>
    <message numerus="yes">
        <source>%Ln row(s) could be read.</source>
        <translation>
            <numerusform>%Ln行を読み出せました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) were taken over.</source>
        <translation>
            <numerusform>%Ln行を引き継ぎました。</numerusform>
        </translation>
    </message>
    <message>
        <source>All indexes were built anew. No entry is lost.</source>
        <translation>索引をすべて作り直しました。記録の欠けはありません。</translation>
    </message>
    <message>
        <source>All of it was checked. Nothing was changed.</source>
        <translation>すべて検査しました。何も変えていません。</translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln row(s) could not be read.</source>
        <translation>
            <numerusform>読めなかった行は、多くて%Ln行です。</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on to sign in</source>
        <translation>窓口に入り直す</translation>
    </message>
    <message numerus="yes">
        <source>It holds %Ln application(s).</source>
        <translation>
            <numerusform>請求%Ln件を含みます。</numerusform>
        </translation>
    </message>
    <message>
        <source>It is as it was on {when}, up to entry {entry} of the journal.</source>
        <translation>{when} の状態です。操作記録は通し番号 {entry} までです。</translation>
    </message>
    <message>
        <source>No entry is lost.</source>
        <translation>記録の欠けはありません。</translation>
    </message>
    <message>
        <source>Nobody signed it.</source>
        <translation>このバックアップには誰の署名もありません。</translation>
    </message>
    <message>
        <source>Nothing is wrong with the database</source>
        <translation>データベースに異常はありません</translation>
    </message>
    <message>
        <source>Only a backup helps</source>
        <translation>バックアップからの復元が必要です</translation>
    </message>
    <message>
        <source>Restore the newest good backup</source>
        <translation>最新の正しいバックアップから復元する</translation>
    </message>
    <message>
        <source>The backup was restored</source>
        <translation>バックアップから復元しました</translation>
    </message>
    <message>
        <source>The database was repaired</source>
        <translation>データベースを修復しました</translation>
    </message>
    <message>
        <source>The file of before is kept as {name}.</source>
        <translation>前のファイルは {name} として残しました。</translation>
    </message>
    <message>
        <source>The search index was built anew. No entry is lost.</source>
        <translation>検索の索引を作り直しました。記録の欠けはありません。</translation>
    </message>
    <message>
        <source>What could be read is kept, encrypted, as {name}.</source>
        <translation>読めた分は、暗号化したまま {name} として残しました。</translation>
    </message>
    <message>
        <source>{name} made and signed it.</source>
        <translation>{name}さんが作り、署名したものです。</translation>
    </message>
</context>
<context>
    <name>SafetyLine</name>
    <message>
        <source>The desk has to be carried over to a signed roster</source>
        <translation>この窓口を、署名つきの登録簿に引き継いでください</translation>
    </message>
    <message>
        <source>You sign it with a second person, or with the recovery sheet. Until then nobody is enrolled, no sheet is made, nothing is disposed of or restored.</source>
        <translation>もう1人、または復旧シートと一緒に署名します。それまで、利用者の登録、復旧シートの作成、廃棄、復元はできません。</translation>
    </message>
    <message>
        <source>The officer does it with a second person. Until then nobody is enrolled, no sheet is made, nothing is disposed of or restored.</source>
        <translation>個人情報保護管理者が、もう1人と一緒に行います。それまで、利用者の登録、復旧シートの作成、廃棄、復元はできません。</translation>
    </message>
    <message>
        <source>Carry it over</source>
        <translation>引き継ぐ</translation>
    </message>
    <message>
        <source>The drill of the month is due since {day}</source>
        <translation>復元訓練の時期になりました（{day}から）</translation>
    </message>
    <message>
        <source>The officer opens the newest backup with the key of the recovery sheet.</source>
        <translation>個人情報保護管理者が、復旧シートの鍵で最新のバックアップを開いて確かめます。</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Backups</source>
        <translation>バックアップ</translation>
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
