use strict;
use warnings;
use Net::SMTP;

my ($port, $to, $bcc) = @ARGV;
my $smtp = Net::SMTP->new("127.0.0.1", Port => $port) or die "no greeting: $@";
$smtp->mail('noreply@contoso.example') && $smtp->recipient($to, $bcc) && $smtp->data or die $smtp->message;
open my $mail, "<", "mail.eml" or die $!;
$smtp->datasend($_) while <$mail>;
$smtp->dataend or die $smtp->message;
$smtp->quit;
